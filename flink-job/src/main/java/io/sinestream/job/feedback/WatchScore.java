package io.sinestream.job.feedback;

import java.io.Serializable;

/** How strong a watch time is among those of videos of about the same length, in [0, 1]. */
sealed interface WatchScore extends Serializable
        permits WatchTimeThresholds, WatchTimeGain, WatchTimePercentile, DebiasedWatchTime {
    /** Rises with the watch time. */
    double of(double watchSeconds);

    /** The share of the video that was watched; re-watching does not count twice. */
    static double completion(double watchSeconds, double durationSeconds) {
        return Math.min(1, watchSeconds / durationSeconds);
    }
}
