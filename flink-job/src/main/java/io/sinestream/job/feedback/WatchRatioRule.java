package io.sinestream.job.feedback;

import org.jspecify.annotations.Nullable;

/**
 * The rule of SINE's paper (Pan et al., RecSys 2023): watched more than a share of the video, or less than some seconds of
 * it. Both bounds are strict; a re-watch (ratio above 1) is an effective view.
 *
 * @param positiveRatio in (0, 1]
 * @param noDurationPositiveMillis watch time from which a play of unknown duration is an effective view; null for never
 */
record WatchRatioRule(double positiveRatio, long skipMillis, Overlap overlap, @Nullable Long noDurationPositiveMillis)
        implements LabelRule {

    @Override
    public String id() {
        return "watch-ratio/1";
    }

    /** Whether it depends on {@link Overlap} what such a play is. */
    boolean isOverlap(long watchMillis, long durationMillis) {
        return watchMillis < skipMillis && isLong(watchMillis, durationMillis);
    }

    private boolean isLong(long watchMillis, long durationMillis) {
        return durationMillis > 0
                ? watchMillis > positiveRatio * durationMillis
                : noDurationPositiveMillis != null && watchMillis >= noDurationPositiveMillis;
    }

    @Override
    public Feedback label(long watchMillis, long durationMillis) {
        boolean isShort = watchMillis < skipMillis;
        if (isLong(watchMillis, durationMillis)) {
            return isShort ? overlap.feedback() : Feedback.EFFECTIVE_VIEW;
        }
        return isShort ? Feedback.SKIP : Feedback.NEUTRAL;
    }
}
