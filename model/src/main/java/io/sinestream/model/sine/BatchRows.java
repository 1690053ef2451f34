package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * The item rows that one batch needs: numbers them 1, 2, … in the order they are asked for (0 is padding), and brings them
 * to the engine as one matrix.
 */
final class BatchRows {
    /** The padding row's number. */
    static final int PADDING = 0;

    private final ItemTable items;
    private final Int2IntOpenHashMap numbers = new Int2IntOpenHashMap();
    private final IntArrayList rows = new IntArrayList();

    BatchRows(ItemTable items) {
        this.items = items;
    }

    /** The batch's number of a table row; padding for {@link ItemTable#ABSENT}. */
    int number(int row) {
        if (row == ItemTable.ABSENT) {
            return PADDING;
        }
        int number = numbers.putIfAbsent(row, rows.size() + 1);
        if (number == PADDING) {
            rows.add(row);
            return rows.size();
        }
        return number;
    }

    /** The batch's number of an item; padding when it has no row, as one that was evicted from a window. */
    int numberOf(long key) {
        return number(items.rowOf(key));
    }

    /** Writes the table rows of {@code count} keys from {@code from} on to {@code found}, from {@code to} on. */
    void find(long[] keys, int from, int[] found, int to, int count) {
        for (int i = 0; i < count; i++) {
            found[to + i] = items.rowOf(keys[from + i]);
        }
    }

    /** How many rows there are, padding not counted. */
    int size() {
        return rows.size();
    }

    /** The table row behind a number of the batch, from 1. */
    int row(int number) {
        return rows.getInt(number - 1);
    }

    /** The matrix (U+1, D), row 0 zero; the manager's. */
    NDArray toArray(NDManager manager, Precision precision, int width) {
        return Torch.create(manager, precision, new Shape(rows.size() + 1, width), buffer -> {
            buffer.put(new byte[width * precision.bytes()]);
            for (int i = 0; i < rows.size(); i++) {
                items.numbers().writeVector(rows.getInt(i), buffer);
            }
        });
    }
}
