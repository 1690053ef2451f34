package io.sinestream.model.sine;

/**
 * The score of a user and an item from what is published of both (SINE eq. 12–14, rearranged): Σ_k γ_k (õ_k·e_i), with
 * γ_k ∝ σ(a_k + c_i) or softmax of a_k, where a_k = W[:D]·õ_k + b and c_i = W[D:]·e_i. Plain Java, independent of the
 * network: what a reader in any language has to compute.
 */
final class FusedScore {
    private FusedScore() {}

    /**
     * @param vectors (K, D) row-major õ_k
     * @param relevance (K) a_k
     * @param item (D) e_i
     * @param itemRelevance c_i
     */
    static double of(
            SineSettings.Fusion fusion, float[] vectors, float[] relevance, float[] item, double itemRelevance) {
        int k = relevance.length;
        double[] dots = new double[k];
        for (int i = 0; i < k; i++) {
            for (int d = 0; d < item.length; d++) {
                dots[i] += (double) vectors[i * item.length + d] * item[d];
            }
        }
        return switch (fusion) {
            case SIGMOID_SHARE -> weighted(dots, i -> 1 / (1 + Math.exp(-(relevance[i] + itemRelevance))));
            case SOFTMAX -> {
                double max = max(relevance);
                yield weighted(dots, i -> Math.exp(relevance[i] - max));
            }
            case SUM -> java.util.Arrays.stream(dots).sum();
            case MAX -> java.util.Arrays.stream(dots).max().orElse(0);
        };
    }

    private static double weighted(double[] dots, java.util.function.IntToDoubleFunction weight) {
        double score = 0;
        double weights = 0;
        for (int i = 0; i < dots.length; i++) {
            double w = weight.applyAsDouble(i);
            score += w * dots[i];
            weights += w;
        }
        return score / weights;
    }

    private static double max(float[] values) {
        double max = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
