package io.sinestream.schema.feed;

import java.util.Arrays;

/** The largest of the K dot products. */
final class MaximumScorer implements TileScorer {
    private final float[] vectors;
    private final int subInterests;
    private final int width;

    MaximumScorer(float[] vectors, int subInterests, int width) {
        this.vectors = vectors;
        this.subInterests = subInterests;
        this.width = width;
    }

    @Override
    public float score(float[] items, int at, float relevance) {
        float best = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < subInterests; k++) {
            best = Math.max(best, Dot.product(vectors, k * width, items, at, width));
        }
        return best;
    }

    @Override
    public void scores(ItemTile tile, float[] into, int from) {
        Arrays.fill(into, from, from + tile.count(), Float.NEGATIVE_INFINITY);
        for (int k = 0; k < subInterests; k++) {
            tile.products(vectors, k * width);
            for (int i = 0; i < tile.count(); i++) {
                into[from + i] = Math.max(into[from + i], tile.first[i]);
            }
        }
    }
}
