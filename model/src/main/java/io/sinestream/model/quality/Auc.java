package io.sinestream.model.quality;

import java.util.Arrays;

/** Pooled AUC: the chance that a positive scores above a negative, over all pairs, ties one half. */
public final class Auc {
    private Auc() {}

    /** Exact AUC by sorting; NaN when either side is empty. Scores must not be NaN. */
    public static double of(double[] positives, double[] negatives) {
        double[] sorted = negatives.clone();
        Arrays.sort(sorted);
        double below = 0;
        for (double positive : positives) {
            below += 0.5 * (countBelow(sorted, positive, false) + countBelow(sorted, positive, true));
        }
        return below / ((double) positives.length * negatives.length);
    }

    /** Exact AUC of labelled scores. */
    public static double of(double[] scores, boolean[] positive) {
        double[] positives = new double[scores.length];
        double[] negatives = new double[scores.length];
        int p = 0;
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (positive[i]) {
                positives[p++] = scores[i];
            } else {
                negatives[n++] = scores[i];
            }
        }
        return of(Arrays.copyOf(positives, p), Arrays.copyOf(negatives, n));
    }

    /** How many of {@code sorted} are below {@code value}, or not above it. */
    private static int countBelow(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] <= value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
