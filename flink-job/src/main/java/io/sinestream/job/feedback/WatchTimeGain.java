package io.sinestream.job.feedback;

/**
 * Watch time gain (Zheng et al., "DVR", MM 2022): the z-score within the duration group, through the normal distribution
 * function.
 *
 * @param mean of the group's watch times, seconds
 * @param deviation sample standard deviation (n - 1), seconds; where it is 0 all watch times were the same
 */
record WatchTimeGain(double mean, double deviation) implements WatchScore {
    private static final double LOG_SQRT_TWO_PI = 0.9189385332046728;

    /** Beyond this many deviations a double cannot tell the value from 0 or 1. */
    private static final double FAR = 8;

    @Override
    public double of(double watchSeconds) {
        if (deviation <= 0) {
            return watchSeconds > mean ? 1 : watchSeconds < mean ? 0 : 0.5;
        }
        return normal((watchSeconds - mean) / deviation);
    }

    /** The standard normal distribution function by its Taylor series (Marsaglia, J. Stat. Software 11(4), 2004). */
    static double normal(double z) {
        if (Math.abs(z) > FAR) {
            return z < 0 ? 0 : 1;
        }
        double sum = z;
        double term = z;
        double before = 0;
        for (int i = 3; sum != before; i += 2) {
            before = sum;
            term *= z * z / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * z * z - LOG_SQRT_TWO_PI);
    }
}
