package io.sinestream.model.sine;

/**
 * What a skip does before anything is learned from it: its user's vectors turn away from the skipped item, so that it and the
 * items near it fall at once for this user, and only until the next effective view is encoded. An addition to SINE, in
 * which a skip moves nothing until then; in the spirit of a step down the gradient of L2 (eq. 15) with respect to õ_k alone.
 *
 * <p>õ_k ← õ_k − s·|õ_k|·ê for each skip of the run, ê its item's vector at length 1 and s halved for each later skip, so the
 * vectors never move by more than 2·s of their length. Items without a vector of their own move nothing.
 */
final class SkipReaction {
    private static final double OLDER_SKIP = 0.5;
    private static final double LEAST = 1e-3;

    private final LearnedModel model;
    private final double strength;

    SkipReaction(LearnedModel model, double strength) {
        this.model = model;
        this.strength = strength;
    }

    /** What a user who has skipped gets instead of the given vectors, which stay as they are. */
    UserVectors of(UserVectors user) {
        float[] interests = user.vectors().clone();
        float[] relevance = user.relevance().clone();
        to(user.view().skips(), interests, relevance);
        return new UserVectors(user.view(), user.historyLength(), interests, relevance, user.modelVersion());
    }

    /**
     * Changes a user's vectors and their relevance in place.
     *
     * @param skips (m) keys, oldest first
     * @param interests (K, D) row-major õ_k
     * @param relevance (K) a_k
     */
    void to(long[] skips, float[] interests, float[] relevance) {
        int k = relevance.length;
        int d = interests.length / k;
        double[] lengths = new double[k];
        for (int i = 0; i < k; i++) {
            lengths[i] = length(interests, i * d, d);
        }
        double share = strength;
        for (int s = skips.length - 1; s >= 0 && share > LEAST * strength; s--) {
            turnAway(skips[s], share, lengths, interests);
            share *= OLDER_SKIP;
        }
        for (int i = 0; i < k; i++) {
            relevance[i] = model.interestRelevance(interests, i * d);
        }
    }

    private void turnAway(long skip, double share, double[] lengths, float[] interests) {
        int row = model.items().rowOf(skip);
        if (row == ItemTable.ABSENT) {
            return;
        }
        float[] item = model.items().vector(row);
        // The number that is an item's rate meets a constant, which must stay one.
        int turned = model.settings().itemRate() > 0 ? item.length - 1 : item.length;
        double length = length(item, 0, turned);
        for (int i = 0; i < lengths.length && length > 0; i++) {
            double step = share * lengths[i] / length;
            for (int n = 0; n < turned; n++) {
                interests[i * item.length + n] -= (float) (step * item[n]);
            }
        }
    }

    private static double length(float[] vector, int from, int count) {
        double squares = 0;
        for (int i = from; i < from + count; i++) {
            squares += (double) vector[i] * vector[i];
        }
        return Math.sqrt(squares);
    }
}
