package io.sinestream.model.quality;

import java.util.stream.IntStream;

/**
 * Where a target stands among the skips near it: how many of them score above it, the same, and below it. A pair that
 * cannot be compared, because a score is NaN, counts as equal.
 *
 * @param above skips scored above the target
 * @param equal skips scored the same
 * @param below skips scored below it
 */
public record Rank(int above, int equal, int below) {
    /** Of the first positions, which are asked for again and again. */
    private static final double[] DISCOUNTS =
            IntStream.range(0, 256).mapToDouble(Rank::computedDiscount).toArray();

    /** Counts {@code skips} around {@code target}. */
    public static Rank of(double target, double... skips) {
        int above = 0;
        int below = 0;
        for (double skip : skips) {
            if (skip > target) {
                above++;
            } else if (skip < target) {
                below++;
            }
        }
        return new Rank(above, skips.length - above - below, below);
    }

    /** Skips compared with. */
    public int skips() {
        return above + equal + below;
    }

    /** Share of skips below the target, ties one half; NaN without a skip. */
    public double auc() {
        return (below + 0.5 * equal) / skips();
    }

    /** Un-truncated NDCG with one relevant candidate: the target's discount 1/log2(rank + 2), rank from 0. */
    public double ndcg(Ties ties) {
        return ndcgAt(Integer.MAX_VALUE, ties);
    }

    /** NDCG that counts only the first {@code k} positions. */
    public double ndcgAt(int k, Ties ties) {
        return switch (ties) {
            case OPTIMISTIC -> discount(above, k);
            case PESSIMISTIC -> discount(above + equal, k);
            case MEAN -> meanDiscount(above, above + equal, k);
        };
    }

    /** Discount of a position, from 0; nothing behind the first {@code k}. */
    static double discount(int position, int k) {
        if (position >= k) {
            return 0;
        }
        return position < DISCOUNTS.length ? DISCOUNTS[position] : computedDiscount(position);
    }

    private static double computedDiscount(int position) {
        return Math.log(2) / Math.log(position + 2.0);
    }

    /** Mean discount of the positions {@code first} to {@code last}, both included. */
    static double meanDiscount(int first, int last, int k) {
        double sum = 0;
        for (int position = first; position <= last; position++) {
            sum += discount(position, k);
        }
        return sum / (last - first + 1);
    }
}
