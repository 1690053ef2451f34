package io.sinestream.schema;

/**
 * What a ranker needs of one user: K sub-interest vectors õ_k (SINE eq. 11) and the scalars a_k = W[:D]·õ_k + b of the
 * fusion (eq. 12). Axis legend: K sub-interests, D width.
 *
 * @param sequenceNumber how many effective views of this user the vectors have seen
 * @param epoch rises at each start of the learner; readers keep the record with the largest (epoch, modelVersion)
 * @param modelVersion the learner's step count when the vectors were computed
 * @param lineage hash of initial model, profile and width; vectors of different lineages must never be mixed
 * @param eventTimeMillis event time of the newest effective view inside
 * @param readMillis wall clock at which the job read that view's play event
 * @param historyLength positions of the window the vectors were computed from
 * @param activeSubInterest the sub-interest that the newest view belongs to (eq. 4), -1 when not computed
 * @param cold true when the vectors come from an empty window
 * @param vectors (K, D) row-major; treat as immutable
 * @param relevance (K) a_k; treat as immutable
 */
public record UserSubInterests(
        String user,
        long sequenceNumber,
        long epoch,
        long modelVersion,
        String lineage,
        String profile,
        String labelRule,
        long eventTimeMillis,
        long readMillis,
        int historyLength,
        int activeSubInterest,
        boolean cold,
        int subInterests,
        int width,
        float[] vectors,
        float[] relevance) {}
