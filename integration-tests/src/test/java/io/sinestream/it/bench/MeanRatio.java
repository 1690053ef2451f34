package io.sinestream.it.bench;

import java.util.Arrays;
import java.util.Collection;

/**
 * The mean of the ratios of pairs.
 *
 * @param error two standard errors of the mean
 */
public record MeanRatio(double mean, double error) {

    /** @param ratios at least two */
    public static MeanRatio of(Collection<Double> ratios) {
        double[] each = ratios.stream().mapToDouble(ratio -> ratio).toArray();
        double mean = Arrays.stream(each).average().orElseThrow();
        double squares = Arrays.stream(each)
                .map(ratio -> (ratio - mean) * (ratio - mean))
                .sum();
        return new MeanRatio(mean, 2 * Math.sqrt(squares / (each.length - 1) / each.length));
    }
}
