package io.sinestream.model.sine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over everything learned, in a fixed order: step, dense weights with their moments, then the items by ascending
 * key, each its key, vector and optimiser state. Two models with the same digest are the same bit for bit.
 */
final class ModelDigest {
    private ModelDigest() {}

    static String of(long step, DenseWeights dense, ItemTable items) {
        MessageDigest sha = sha256();
        ByteBuffer row =
                ByteBuffer.allocate(Long.BYTES + items.numbers().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        sha.update(row.putLong(step).array(), 0, Long.BYTES);
        sha.update(dense.save());
        for (int number : items.rowsByKey()) {
            row.clear();
            row.putLong(items.key(number));
            items.numbers().write(number, row);
            sha.update(row.array());
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256, which every JVM must have", e);
        }
    }
}
