package io.sinestream.model.sine;

import io.sinestream.model.Mix;

/** Stateless standard normal numbers (Box and Muller, 1958): the n-th of a stream depends on seed and n alone. */
final class Gaussian {
    private Gaussian() {}

    static double at(long seed, long n) {
        // 1 - u lies in (0, 1], so the logarithm is finite.
        double u = 1 - Mix.unit(Mix.at(seed, 2 * n));
        double v = Mix.unit(Mix.at(seed, 2 * n + 1));
        // StrictMath: the same bits on every machine and JVM.
        return StrictMath.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
    }
}
