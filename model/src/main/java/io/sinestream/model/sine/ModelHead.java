package io.sinestream.model.sine;

import java.util.List;

/**
 * The model without users and items: switches, dense weights by golden name, what stands for an
 * unknown item, and triples with which a reader checks its
 * own scoring.
 */
public record ModelHead(
        long modelVersion,
        String lineage,
        SineSettings settings,
        int items,
        List<Tensor> tensors,
        List<Triple> golden) {
    /** The tensor (D) that stands for the vector of an item that a reader does not have. */
    public static final String COLD_ITEM = "cold.item";
    /** The scalar that stands for its c_i. */
    public static final String COLD_RELEVANCE = "cold.relevance";

    /** A dense weight by its golden name, row-major. */
    public record Tensor(String name, int[] shape, float[] data) {}

    /** A published user, a published item and the score of the pair. */
    public record Triple(UserVectors user, ItemVector item, double score) {}
}
