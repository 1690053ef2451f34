package io.sinestream.model.quality;

/**
 * Pooled AUC in constant memory. A score falls in one of 2^16 bins by the first 16 bits of its float, made to sort like the
 * number, so a bin spans less than one percent of the score. Pairs in one bin count one half; {@link #maxError} bounds what that
 * can cost. Not safe for several threads.
 */
public final class BinnedAuc {
    private static final int BINS = 1 << 16;

    private final long[] positives;
    private final long[] negatives;

    /** Nothing counted yet. */
    public BinnedAuc() {
        this(new long[BINS], new long[BINS]);
    }

    /** Goes on from saved counts. */
    public BinnedAuc(long[] positives, long[] negatives) {
        if (positives.length != BINS || negatives.length != BINS) {
            throw new IllegalArgumentException("saved bins are " + positives.length + " and " + negatives.length
                    + ", must be " + BINS + " each: restore what positives() and negatives() gave");
        }
        this.positives = positives.clone();
        this.negatives = negatives.clone();
    }

    /** Targets by bin, to be saved. */
    public long[] positives() {
        return positives.clone();
    }

    /** Skips by bin, to be saved. */
    public long[] negatives() {
        return negatives.clone();
    }

    /** Adds a target's score; NaN is left out. */
    public void addPositive(double score) {
        add(positives, score);
    }

    /** Adds a skip's score; NaN is left out. */
    public void addNegative(double score) {
        add(negatives, score);
    }

    /** AUC over all pairs, within {@link #maxError} of the exact one; NaN when either side is empty. */
    public double value() {
        double above = 0;
        double pairs = 0;
        long below = 0;
        for (int bin = 0; bin < BINS; bin++) {
            above += positives[bin] * (below + 0.5 * negatives[bin]);
            below += negatives[bin];
        }
        for (long count : positives) {
            pairs += (double) count * below;
        }
        return above / pairs;
    }

    /** Half the share of pairs that fall in one bin: the most that {@link #value} can be off. */
    public double maxError() {
        double together = 0;
        long below = 0;
        long above = 0;
        for (int bin = 0; bin < BINS; bin++) {
            together += (double) positives[bin] * negatives[bin];
            below += negatives[bin];
            above += positives[bin];
        }
        return 0.5 * together / ((double) above * below);
    }

    private static void add(long[] counts, double score) {
        if (!Double.isNaN(score)) {
            counts[bin((float) score)]++;
        }
    }

    /** Positive floats sort like their bits; negative ones the other way round. Both zeros share a bin. */
    private static int bin(float score) {
        int bits = Float.floatToIntBits(score + 0f);
        int sortable = bits ^ ((bits >> 31) | Integer.MIN_VALUE);
        return sortable >>> 16;
    }
}
