package io.sinestream.model.sine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How one item rests in state, little-endian: version (1 byte), row number (int, -1 before it is admitted), sightings
 * (long), last seen (long, event time), order of the last sighting (long), effective views (long) and offers (long), neither
 * of them in version 1, length of the id beside the key (int, -1 for
 * none), the id in UTF-8, then the row's numbers if it has a row.
 */
final class ItemRowFormat {
    private static final byte VERSION = 2;
    private static final byte WITHOUT_POPULARITY = 1;
    private static final int FIXED_OF_VERSION_1 = 1 + Integer.BYTES + 3 * Long.BYTES + Integer.BYTES;
    private static final int FIXED = FIXED_OF_VERSION_1 + 2 * Long.BYTES;

    private static final int LARGEST_ROW = 1 << 28;

    private ItemRowFormat() {}

    static byte[] encode(KnownItem item, ItemNumbers numbers) {
        byte[] id = item.idBeside == null ? new byte[0] : item.idBeside.getBytes(StandardCharsets.UTF_8);
        int size = FIXED + id.length + (item.hasRow() ? numbers.bytes() : 0);
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(VERSION).putInt(item.row);
        buffer.putLong(item.sightings).putLong(item.lastSeenMillis).putLong(item.order);
        buffer.putLong(item.views).putLong(item.offers);
        buffer.putInt(item.idBeside == null ? -1 : id.length).put(id);
        if (item.hasRow()) {
            numbers.write(item.row, buffer);
        }
        return buffer.array();
    }

    /**
     * Reads an item back, its numbers into their row.
     *
     * @throws IllegalStateException when the bytes are no item of this width and version, or hold a number that is none
     */
    static KnownItem decode(long key, byte[] bytes, ItemNumbers numbers) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int version = bytes.length < FIXED_OF_VERSION_1 ? -1 : buffer.get();
        if (version != WITHOUT_POPULARITY && (version != VERSION || bytes.length < FIXED)) {
            throw new IllegalStateException("item row in state: " + bytes.length + " bytes of an unknown version; this"
                    + " build reads version " + VERSION + ": restore with the build that wrote it");
        }
        int row = buffer.getInt();
        long sightings = buffer.getLong();
        long lastSeen = buffer.getLong();
        long order = buffer.getLong();
        long views = version == VERSION ? buffer.getLong() : 0;
        long offers = version == VERSION ? buffer.getLong() : 0;
        KnownItem item = new KnownItem(key, readId(buffer));
        item.views = views;
        item.offers = offers;
        item.row = row;
        item.sightings = sightings;
        item.lastSeenMillis = lastSeen;
        item.order = order;
        if (views < 0 || views > offers) {
            throw new IllegalStateException("item row in state counts " + views + " views of " + offers
                    + " offers: the state is damaged, restore from an older checkpoint");
        }
        if (row < ItemTable.ABSENT || row > LARGEST_ROW) {
            throw new IllegalStateException("item row in state has number " + row + ", allowed is -1 to " + LARGEST_ROW
                    + ": the state is damaged, restore from an older checkpoint");
        }
        int expected = item.hasRow() ? numbers.bytes() : 0;
        if (buffer.remaining() != expected) {
            throw new IllegalStateException(
                    "item row in state holds " + buffer.remaining() + " bytes of numbers, this model needs " + expected
                            + ": width, precision or optimiser differ from those that wrote it");
        }
        if (item.hasRow()) {
            numbers.read(row, buffer);
            requireFinite(item, numbers);
        }
        return item;
    }

    private static @Nullable String readId(ByteBuffer buffer) {
        int length = buffer.getInt();
        if (length < 0) {
            return null;
        }
        if (length > buffer.remaining()) {
            throw new IllegalStateException("item row in state is cut short: an id of " + length + " bytes in "
                    + buffer.remaining() + ": restore from an older checkpoint");
        }
        byte[] id = new byte[length];
        buffer.get(id);
        return new String(id, StandardCharsets.UTF_8);
    }

    private static void requireFinite(KnownItem item, ItemNumbers numbers) {
        if (!numbers.isFinite(item.row)) {
            throw new IllegalStateException("item " + item.id() + " in state has a weight or moment that is not finite:"
                    + " the state is damaged, restore from an older checkpoint");
        }
    }
}
