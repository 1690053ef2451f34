package io.sinestream.job.evaluate;

import java.util.Arrays;

/** A mean with its 95 % interval by Student's t: {@code mean ± halfWidth}; the width is infinite for a single value. */
record Interval(double mean, double halfWidth) {
    /** 97.5 % quantiles of Student's t by degrees of freedom, from 1. */
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042
    };

    private static final double NORMAL = 1.96;

    static Interval of(double... values) {
        int n = values.length;
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        if (n < 2) {
            return new Interval(mean, Double.POSITIVE_INFINITY);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double quantile = n - 2 < T.length ? T[n - 2] : NORMAL;
        return new Interval(mean, quantile * Math.sqrt(squares / (n - 1) / n));
    }
}
