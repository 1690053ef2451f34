package io.sinestream.schema.feed;

import java.util.Arrays;

/**
 * Rows of floats and of longs by id, in pages of primitive arrays: a row's floats lie together and never move, so the
 * table grows without copying them. Not safe for several threads.
 */
final class VectorTable {
    /** The first two columns of every table. */
    static final int EPOCH = 0;

    static final int MODEL_VERSION = 1;

    private static final int MAX_PAGE_BITS = 10;
    /** Keeps a page near a megabyte, however wide the vectors: the first record of a lineage says how wide. */
    private static final int PAGE_FLOAT_BITS = 18;

    private final RowIndex index = new RowIndex();
    private final int stride;
    private final int columns;
    private final int pageBits;
    private final int pageMask;
    private float[][] floats = {};
    private long[][] numbers = {};

    VectorTable(int stride, int columns) {
        this.stride = stride;
        this.columns = columns;
        int strideBits = Integer.SIZE - Integer.numberOfLeadingZeros(stride);
        this.pageBits = Math.max(0, Math.min(MAX_PAGE_BITS, PAGE_FLOAT_BITS - strideBits));
        this.pageMask = (1 << pageBits) - 1;
    }

    RowIndex index() {
        return index;
    }

    /** The id's row, a new one if it has none. */
    int add(String id) {
        int row = index.add(id);
        int page = row >>> pageBits;
        if (page == floats.length) {
            floats = Arrays.copyOf(floats, page + 1);
            floats[page] = new float[stride << pageBits];
            numbers = Arrays.copyOf(numbers, page + 1);
            numbers[page] = new long[columns << pageBits];
        }
        return row;
    }

    /** The array that holds a row's floats, from {@link #offset} on. */
    float[] page(int row) {
        return floats[row >>> pageBits];
    }

    int offset(int row) {
        return (row & pageMask) * stride;
    }

    long number(int row, int column) {
        return numbers[row >>> pageBits][(row & pageMask) * columns + column];
    }

    void number(int row, int column, long value) {
        numbers[row >>> pageBits][(row & pageMask) * columns + column] = value;
    }

    /** Bytes of all arrays; the ids' own texts are not counted. */
    long bytes() {
        long perRow = (long) Float.BYTES * stride + (long) Long.BYTES * columns;
        return index.bytes() + ((long) floats.length << pageBits) * perRow;
    }
}
