package io.sinestream.schema.feed;

import java.util.Arrays;

/** One vector: of a user whose K collapse because no weight depends on the item, or of a single sub-interest. */
final class VectorScorer implements TileScorer {
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

    /** Sub-interest {@code k} alone. */
    static VectorScorer one(float[] vectors, int k, int width) {
        return new VectorScorer(Arrays.copyOfRange(vectors, k * width, (k + 1) * width));
    }

    @Override
    public float score(float[] items, int at, float relevance) {
        return Dot.product(vector, 0, items, at, vector.length);
    }

    @Override
    public void scores(ItemTile tile, float[] into, int from) {
        tile.products(vector, 0);
        System.arraycopy(tile.first, 0, into, from, tile.count());
    }
}
