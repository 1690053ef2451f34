package io.sinestream.schema.feed;

/**
 * Sigmoid shares (SINE eq. 12 and 13). With σ(a + c) = 1 / (1 + e^-a · e^-c) an item costs one exponential instead of K.
 * Exponents are held within ±{@value #MAX_EXPONENT}, where shares can no longer be told apart in float32 unless all of them
 * vanish; there the limit keeps them from becoming 0/0.
 */
final class SharedScorer implements TileScorer {
    private static final float MAX_EXPONENT = 340;

    private final float[] vectors;
    private final double[] inverse;
    private final int width;

    SharedScorer(float[] vectors, float[] relevance, int width) {
        this.vectors = vectors;
        this.width = width;
        this.inverse = new double[relevance.length];
        for (int k = 0; k < relevance.length; k++) {
            inverse[k] = inverse(relevance[k]);
        }
    }

    @Override
    public float score(float[] items, int at, float relevance) {
        double ofItem = inverse(relevance);
        double weighted = 0;
        double shares = 0;
        int k = 0;
        for (; k + 1 < inverse.length; k += 2) {
            long dots = Dot.twoProducts(vectors, k * width, items, at, width);
            double share = 1 / (1 + inverse[k] * ofItem);
            double next = 1 / (1 + inverse[k + 1] * ofItem);
            weighted += share * Dot.first(dots) + next * Dot.second(dots);
            shares += share + next;
        }
        if (k < inverse.length) {
            double share = 1 / (1 + inverse[k] * ofItem);
            weighted += share * Dot.product(vectors, k * width, items, at, width);
            shares += share;
        }
        return (float) (weighted / shares);
    }

    @Override
    public void scores(ItemTile tile, float[] into, int from) {
        for (int i = 0; i < tile.count(); i++) {
            tile.ofItem[i] = inverse(tile.relevance(i));
            tile.weighted[i] = 0;
            tile.shares[i] = 0;
        }
        int k = 0;
        for (; k + 1 < inverse.length; k += 2) {
            tile.twoProducts(vectors, k * width);
            add(tile, tile.first, inverse[k]);
            add(tile, tile.next, inverse[k + 1]);
        }
        if (k < inverse.length) {
            tile.products(vectors, k * width);
            add(tile, tile.first, inverse[k]);
        }
        for (int i = 0; i < tile.count(); i++) {
            into[from + i] = (float) (tile.weighted[i] / tile.shares[i]);
        }
    }

    private static void add(ItemTile tile, float[] products, double inverse) {
        for (int i = 0; i < tile.count(); i++) {
            double share = 1 / (1 + inverse * tile.ofItem[i]);
            tile.weighted[i] += share * products[i];
            tile.shares[i] += share;
        }
    }

    private static double inverse(float logit) {
        return Math.exp(-Math.max(-MAX_EXPONENT, Math.min(MAX_EXPONENT, logit)));
    }
}
