package io.sinestream.model.quality;

/**
 * Quality of one test-then-train instance: a target against the skips of the run before it. Without a skip there is
 * nothing to compare, and every figure is NaN.
 *
 * @param candidates the target and its skips
 * @param auc share of skips scored below the target, ties one half
 * @param ndcgMeanTies NDCG over all candidates, tied positions averaged
 * @param ndcgAt2 the same, counting the first two positions only
 */
public record InstanceQuality(int candidates, double auc, double ndcgMeanTies, double ndcgAt2) {
    /** Measures {@code targetScore} against {@code skipScores}. */
    public static InstanceQuality of(double targetScore, double... skipScores) {
        if (skipScores.length == 0) {
            return new InstanceQuality(1, Double.NaN, Double.NaN, Double.NaN);
        }
        Rank rank = Rank.of(targetScore, skipScores);
        return new InstanceQuality(skipScores.length + 1, rank.auc(), rank.ndcg(Ties.MEAN), rank.ndcgAt(2, Ties.MEAN));
    }

    /** What {@link #ndcgMeanTies} is in the mean when {@code skips} skips and the target are ordered at random. */
    public static double randomNdcg(int skips) {
        return Rank.meanDiscount(0, skips, Integer.MAX_VALUE);
    }

    /** The same for {@link #ndcgAt2}. */
    public static double randomNdcgAt2(int skips) {
        return Rank.meanDiscount(0, skips, 2);
    }

    /** Skips that the target was compared with. */
    public int skips() {
        return candidates - 1;
    }

    /** Whether there was a skip to compare with. */
    public boolean compares() {
        return candidates > 1;
    }
}
