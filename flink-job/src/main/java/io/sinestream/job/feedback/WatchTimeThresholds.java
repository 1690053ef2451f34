package io.sinestream.job.feedback;

/**
 * Two thresholds: full strength above the upper one, none below the lower one, one half between.
 *
 * @param upper seconds
 * @param lower seconds
 */
record WatchTimeThresholds(double upper, double lower) implements WatchScore {
    @Override
    public double of(double watchSeconds) {
        return watchSeconds > upper ? 1 : watchSeconds < lower ? 0 : 0.5;
    }
}
