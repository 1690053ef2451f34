package io.sinestream.schema;

import java.util.List;
import java.util.Map;

/**
 * The model's head: everything but users and items that a reader needs to score, and golden triples with which it checks
 * itself.
 *
 * @param profile name of the profile
 * @param switches every switch of the model by name, as text
 * @param tensors dense weights by their golden names (W, b, Z, P, block.0.Wq …)
 * @param fusion SIGMOID_SHARE, SOFTMAX, SUM or MAX: how K scores become one
 */
public record SineModel(
        long epoch,
        long modelVersion,
        String lineage,
        String profile,
        Map<String, String> switches,
        String fusion,
        int subInterests,
        int width,
        long items,
        Map<String, Tensor> tensors,
        List<GoldenTriple> golden) {
    /** Tensor (D) that stands for the vector of an item that a reader does not have. */
    public static final String COLD_ITEM = "cold.item";
    /** Scalar tensor that stands for its c_i. */
    public static final String COLD_RELEVANCE = "cold.relevance";

    /** A dense weight, row-major. */
    public record Tensor(int[] shape, float[] data) {}

    /** A user's vectors, an item's vector and the score that the model gives the pair. */
    public record GoldenTriple(
            float[] userVectors, float[] userRelevance, float[] itemVector, float itemRelevance, float score) {}
}
