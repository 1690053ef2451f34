package io.sinestream.model.sine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How one item's row rests in state, little-endian: version (1 byte), row number (int), sightings (long), last seen (long,
 * event time), length of the id beside the key (int, -1 for none), the id in UTF-8, then the row's numbers.
 */
final class ItemRowFormat {
    private static final byte VERSION = 1;
    private static final int FIXED = 1 + Integer.BYTES + Long.BYTES + Long.BYTES + Integer.BYTES;

    private ItemRowFormat() {}

    /** A row read back; {@code numbers} is positioned at the first. */
    record Row(int row, long sightings, long lastSeenMillis, @Nullable String idBeside, ByteBuffer numbers) {}

    static byte[] encode(
            int row,
            long sightings,
            long lastSeenMillis,
            @Nullable String idBeside,
            int numberBytes,
            Torch.Filler numbers) {
        byte[] id = idBeside == null ? new byte[0] : idBeside.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(FIXED + id.length + numberBytes).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(VERSION).putInt(row).putLong(sightings).putLong(lastSeenMillis);
        buffer.putInt(idBeside == null ? -1 : id.length).put(id);
        numbers.fill(buffer);
        return buffer.array();
    }

    /** @throws IllegalStateException when the bytes are not a row of this width and version */
    static Row decode(byte[] bytes, int numberBytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < FIXED || buffer.get() != VERSION) {
            throw new IllegalStateException("item row in state: " + bytes.length + " bytes of an unknown version; this"
                    + " build reads version " + VERSION + ": restore with the build that wrote it");
        }
        int row = buffer.getInt();
        long sightings = buffer.getLong();
        long lastSeen = buffer.getLong();
        int idLength = buffer.getInt();
        String id = null;
        if (idLength >= 0) {
            id = new String(bytes, buffer.position(), idLength, StandardCharsets.UTF_8);
            buffer.position(buffer.position() + idLength);
        }
        if (buffer.remaining() != numberBytes) {
            throw new IllegalStateException(
                    "item row in state holds " + buffer.remaining() + " bytes of numbers, this" + " model needs "
                            + numberBytes + ": width, precision or optimiser differ from those that wrote it");
        }
        return new Row(row, sightings, lastSeen, id, buffer);
    }
}
