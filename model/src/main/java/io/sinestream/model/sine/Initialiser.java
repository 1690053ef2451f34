package io.sinestream.model.sine;

import io.sinestream.model.Mix;

/** Draws initial values; the n-th value of a seed is the same on every machine. */
final class Initialiser {
    private Initialiser() {}

    /** Standard deviation of Glorot and Bengio's normal initialisation of a matrix (AISTATS 2010). */
    static double xavier(long rows, long columns) {
        return Math.sqrt(2.0 / (rows + columns));
    }

    /** Fills {@code count} places from {@code from} with normal numbers of mean 0 (Box and Muller, 1958). */
    static void normal(double[] out, int from, int count, double deviation, long seed) {
        for (int i = 0; i < count; i++) {
            double radius = Math.sqrt(-2 * StrictMath.log1p(-Mix.unit(Mix.at(seed, 2L * i))));
            out[from + i] = deviation * radius * StrictMath.cos(2 * Math.PI * Mix.unit(Mix.at(seed, 2L * i + 1)));
        }
    }

    /** Fills {@code count} places from {@code from} with uniform numbers in [-bound, bound). */
    static void uniform(double[] out, int from, int count, double bound, long seed) {
        for (int i = 0; i < count; i++) {
            out[from + i] = bound * (2 * Mix.unit(Mix.at(seed, i)) - 1);
        }
    }
}
