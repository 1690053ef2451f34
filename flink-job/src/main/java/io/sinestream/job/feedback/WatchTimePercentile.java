package io.sinestream.job.feedback;

import java.util.Arrays;
import java.util.List;

/**
 * Percentile of the watch time within its duration group (D2Q, Zhan et al., KDD 2022), ties averaged.
 *
 * @param sample the group's watch times or their quantiles, rising, seconds
 */
record WatchTimePercentile(List<Double> sample) implements WatchScore {
    WatchTimePercentile {
        sample = List.copyOf(sample);
    }

    /** A percentile among these watch times. */
    static WatchTimePercentile among(double[] watchSeconds) {
        return new WatchTimePercentile(
                Arrays.stream(watchSeconds).sorted().boxed().toList());
    }

    /** The mean rank of the equal ones, from 1, as a share; between two, the rank of the lower one. */
    @Override
    public double of(double watchSeconds) {
        int below = count(watchSeconds, false);
        int notAbove = count(watchSeconds, true);
        double rank = notAbove > below ? (below + 1 + notAbove) / 2.0 : below;
        return rank / sample.size();
    }

    private int count(double bound, boolean boundCounts) {
        int low = 0;
        int high = sample.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            double value = sample.get(middle);
            if (value < bound || (boundCounts && value == bound)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
