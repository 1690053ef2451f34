package io.sinestream.schema.feed;

/**
 * A few items side by side, with room to score them: few enough for the innermost caches. What takes time is to wait for
 * memory, so the items' rows are fetched one right after the other, and arithmetic comes when they are here. Not safe for
 * several threads.
 */
final class ItemTile {
    static final int SIZE = 64;
    /** Items whose products are made at a time; {@link #SIZE} is a multiple. */
    private static final int BLOCK = 4;

    private final int width;
    private final int stride;
    private final float[] items;
    private int count;

    /** Room for a scorer: products, as of now. */
    final float[] first = new float[SIZE];

    final float[] next = new float[SIZE];
    /** Room for a scorer's sums. */
    final double[] ofItem = new double[SIZE];

    final double[] weighted = new double[SIZE];
    final double[] shares = new double[SIZE];

    ItemTile(int width) {
        this.width = width;
        this.stride = width + 1;
        this.items = new float[SIZE * stride];
    }

    void clear() {
        count = 0;
    }

    int count() {
        return count;
    }

    /** Takes the item whose vector, and c_i behind it, the page has from {@code at} on. */
    void add(float[] page, int at) {
        System.arraycopy(page, at, items, count * stride, stride);
        count++;
    }

    /** c_i. */
    float relevance(int i) {
        return items[i * stride + width];
    }

    /** Makes {@link #first} the items' products with the vector from {@code at} on. */
    void products(float[] vectors, int at) {
        for (int i = 0; i < count; i += BLOCK) {
            Dot.fourProducts(vectors, at, items, i * stride, stride, width, first, i);
        }
    }

    /** The same for two vectors, one behind the other: makes {@link #first} and {@link #next}. */
    void twoProducts(float[] vectors, int at) {
        for (int i = 0; i < count; i += BLOCK) {
            Dot.eightProducts(vectors, at, items, i * stride, stride, width, first, next, i);
        }
    }
}
