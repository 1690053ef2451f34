package io.sinestream.model.sine;

import io.sinestream.model.ItemKey;
import io.sinestream.model.Mix;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The open vocabulary: one row per item key, holding the item's vector e_i (D numbers) and its optimiser state. An item
 * is admitted at its first sighting, with a vector drawn from its key alone, so that order, capacity and restarts never
 * change it.
 *
 * <p>Rows rest in chunks that are added as the vocabulary grows; a row number never changes while the item lives. Rows
 * changed since the last {@link #drainDirty} are remembered, so that a checkpoint writes those alone.
 */
final class ItemTable {
    /** No row. */
    static final int ABSENT = -1;

    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final int width;
    private final int stride;
    private final Precision precision;
    private final double initialDeviation;
    private final long seed;

    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();
    private final List<Reals> chunks = new ArrayList<>();
    private final List<RowMeta[]> metas = new ArrayList<>();
    private final IntArrayList dirty = new IntArrayList();
    private int allocated;
    private long collisions;

    /** What is known of a row besides its numbers. */
    private static final class RowMeta {
        final long key;
        final @Nullable String idBeside;
        long sightings;
        long lastSeenMillis;
        boolean dirty;

        RowMeta(long key, @Nullable String idBeside) {
            this.key = key;
            this.idBeside = idBeside;
        }
    }

    ItemTable(int width, int stateSize, Precision precision, double initialDeviation, long seed) {
        this.width = width;
        this.stride = width + stateSize;
        this.precision = precision;
        this.initialDeviation = initialDeviation;
        this.seed = seed;
        rows.defaultReturnValue(ABSENT);
    }

    /** How many items have a row. */
    int size() {
        return rows.size();
    }

    /** Row numbers are below this. */
    int allocated() {
        return allocated;
    }

    /** How often a hashed key met a second id: their items share a row. */
    long collisions() {
        return collisions;
    }

    int rowOf(long key) {
        return rows.get(key);
    }

    /** Whether the row number belongs to an item. */
    boolean isLive(int row) {
        return row < allocated && metas.get(row >> CHUNK_BITS)[row & (CHUNK - 1)] != null;
    }

    long key(int row) {
        return meta(row).key;
    }

    String id(int row) {
        RowMeta meta = meta(row);
        return ItemKey.id(meta.key, meta.idBeside);
    }

    long sightings(int row) {
        return meta(row).sightings;
    }

    long lastSeenMillis(int row) {
        return meta(row).lastSeenMillis;
    }

    /** Counts a sighting of the item, giving it a row if it has none; returns the row. */
    int sight(long key, @Nullable String idBeside, long eventTimeMillis) {
        int row = rows.get(key);
        if (row == ABSENT) {
            row = add(allocated, key, idBeside);
            drawInitialVector(row);
        }
        RowMeta meta = meta(row);
        if (idBeside != null && !idBeside.equals(meta.idBeside)) {
            collisions++;
        }
        meta.sightings++;
        meta.lastSeenMillis = Math.max(meta.lastSeenMillis, eventTimeMillis);
        markDirty(row);
        return row;
    }

    private int add(int row, long key, @Nullable String idBeside) {
        while (chunks.size() <= row >> CHUNK_BITS) {
            chunks.add(Reals.of(precision, CHUNK * stride));
            metas.add(new RowMeta[CHUNK]);
        }
        metas.get(row >> CHUNK_BITS)[row & (CHUNK - 1)] = new RowMeta(key, idBeside);
        rows.put(key, row);
        allocated = Math.max(allocated, row + 1);
        return row;
    }

    private void drawInitialVector(int row) {
        Reals chunk = chunk(row);
        long stream = Mix.at(seed, key(row));
        for (int d = 0; d < width; d++) {
            chunk.set(offset(row) + d, initialDeviation * Gaussian.at(stream, d));
        }
    }

    /** Appends the row's vector (D numbers) to the buffer. */
    void writeVector(int row, ByteBuffer target) {
        chunk(row).write(offset(row), width, target);
    }

    /** The row's vector as float32, the caller's. */
    float[] vector(int row) {
        float[] vector = new float[width];
        for (int d = 0; d < width; d++) {
            vector[d] = (float) chunk(row).get(offset(row) + d);
        }
        return vector;
    }

    /** Applies an update to the row. */
    void update(int row, Optimiser.Update update, Reals gradient, int gradientOffset) {
        update.apply(chunk(row), offset(row), width, gradient, gradientOffset);
        markDirty(row);
    }

    private void markDirty(int row) {
        RowMeta meta = meta(row);
        if (!meta.dirty) {
            meta.dirty = true;
            dirty.add(row);
        }
    }

    /** Hands over every row that changed since the last call, in the order of first change. */
    void drainDirty(RowSink sink) {
        for (int i = 0; i < dirty.size(); i++) {
            int row = dirty.getInt(i);
            meta(row).dirty = false;
            sink.accept(key(row), save(row));
        }
        dirty.clear();
    }

    private byte[] save(int row) {
        RowMeta meta = meta(row);
        return ItemRowFormat.encode(
                row, meta.sightings, meta.lastSeenMillis, meta.idBeside, stride * precision.bytes(), buffer -> chunk(
                                row)
                        .write(offset(row), stride, buffer));
    }

    /** Puts back a row as {@link #drainDirty} handed it over. */
    void restore(long key, byte[] bytes) {
        ItemRowFormat.Row saved = ItemRowFormat.decode(bytes, stride * precision.bytes());
        int row = add(saved.row(), key, saved.idBeside());
        RowMeta meta = meta(row);
        meta.sightings = saved.sightings();
        meta.lastSeenMillis = saved.lastSeenMillis();
        chunk(row).read(offset(row), stride, saved.numbers());
    }

    /** Keys of all items in ascending order: the one order that does not depend on history. */
    long[] sortedKeys() {
        long[] keys = rows.keySet().toLongArray();
        Arrays.sort(keys);
        return keys;
    }

    /** Appends the row's vector and optimiser state to the buffer. */
    void writeAll(int row, ByteBuffer target) {
        chunk(row).write(offset(row), stride, target);
    }

    /** Numbers a row holds: vector and optimiser state. */
    int stride() {
        return stride;
    }

    private RowMeta meta(int row) {
        return metas.get(row >> CHUNK_BITS)[row & (CHUNK - 1)];
    }

    private Reals chunk(int row) {
        return chunks.get(row >> CHUNK_BITS);
    }

    private int offset(int row) {
        return (row & (CHUNK - 1)) * stride;
    }
}
