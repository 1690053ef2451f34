package io.sinestream.schema.feed;

/** A user whose K vectors collapse to one, because no weight depends on the item. */
final class VectorScorer implements UserScorer {
    private final float[] vector;

    private VectorScorer(float[] vector) {
        this.vector = vector;
    }

    /** @param vectors (K, D) row-major */
    static VectorScorer weighted(float[] vectors, double[] weights, int width) {
        float[] sum = new float[width];
        for (int d = 0; d < width; d++) {
            double value = 0;
            for (int k = 0; k < weights.length; k++) {
                value += weights[k] * vectors[k * width + d];
            }
            sum[d] = (float) value;
        }
        return new VectorScorer(sum);
    }

    @Override
    public float score(float[] items, int at, float relevance) {
        return Dot.product(vector, 0, items, at, vector.length);
    }
}
