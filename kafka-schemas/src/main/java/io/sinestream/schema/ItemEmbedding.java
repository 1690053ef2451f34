package io.sinestream.schema;

/**
 * What a ranker needs of one item: its vector e_i and the scalar c_i = W[D:]·e_i of the fusion (SINE eq. 12).
 *
 * @param eventTimeMillis event time of the newest play that moved the vector
 * @param sightings how often the learner has seen the item
 * @param vector (D); treat as immutable
 */
public record ItemEmbedding(
        String item,
        long epoch,
        long modelVersion,
        String lineage,
        long eventTimeMillis,
        long sightings,
        float[] vector,
        float relevance) {}
