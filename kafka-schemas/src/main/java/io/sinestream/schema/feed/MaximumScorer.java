package io.sinestream.schema.feed;

/** The largest of the K dot products. */
final class MaximumScorer implements UserScorer {
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
}
