package io.sinestream.model.sine;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which row belongs to which item. The lowest free row is given out first, and rows are counted up to the highest in use, so
 * both follow from the rows that are in use and need no state of their own.
 */
final class RowDirectory {
    private final List<@Nullable KnownItem> owners = new ArrayList<>();
    /** The owners' keys, to be read without a fetch of the owner. */
    private final LongArrayList keys = new LongArrayList();

    /** The way back, in arrays of numbers alone: the rows of a batch are asked for by the hundred. */
    private final Long2IntOpenHashMap rows = new Long2IntOpenHashMap();

    private final BitSet used = new BitSet();

    @SuppressWarnings("UnusedVariable") // The compiler leaves out reads whose result goes nowhere.
    private long fetched;

    RowDirectory() {
        rows.defaultReturnValue(ItemTable.ABSENT);
    }

    /** Gives the item a row. */
    void assign(KnownItem item) {
        item.row = used.nextClearBit(0);
        occupy(item);
    }

    /** The item has its row already. */
    void occupy(KnownItem item) {
        while (owners.size() <= item.row) {
            owners.add(null);
            keys.add(0);
        }
        owners.set(item.row, item);
        keys.set(item.row, item.key);
        rows.put(item.key, item.row);
        used.set(item.row);
    }

    void free(int row) {
        rows.remove(keys.getLong(row));
        owners.set(row, null);
        used.clear(row);
    }

    /** The row of the item of that key, {@link ItemTable#ABSENT} when it has none. */
    int rowOf(long key) {
        return rows.get(key);
    }

    boolean isUsed(int row) {
        return used.get(row);
    }

    /** Row numbers are below this. */
    int allocated() {
        return used.length();
    }

    /** The row's item. */
    KnownItem at(int row) {
        KnownItem item = owners.get(row);
        if (item == null) {
            throw nobodys(row);
        }
        return item;
    }

    /** Brings what is known of the row's item near to the processor, as {@link ItemNumbers#fetch} does. */
    void fetch(int row) {
        fetched += at(row).sightings;
    }

    /** The key of the row's item. */
    long key(int row) {
        if (!used.get(row)) {
            throw nobodys(row);
        }
        return keys.getLong(row);
    }

    private static IllegalArgumentException nobodys(int row) {
        return new IllegalArgumentException("row " + row + " belongs to no item");
    }

    /** Rows in use, by ascending key. */
    int[] byKey() {
        KnownItem[] items = used.stream().mapToObj(this::at).toArray(KnownItem[]::new);
        Arrays.sort(items, Comparator.comparingLong(item -> item.key));
        return Arrays.stream(items).mapToInt(item -> item.row).toArray();
    }
}
