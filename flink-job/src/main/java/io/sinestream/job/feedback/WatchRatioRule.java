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

    @Override
    public Feedback label(long watchMillis, long durationMillis) {
        boolean isLong = durationMillis > 0
                ? watchMillis > positiveRatio * durationMillis
                : noDurationPositiveMillis != null && watchMillis >= noDurationPositiveMillis;
        boolean isShort = watchMillis < skipMillis;
        if (isLong) {
            return isShort ? overlap.feedback() : Feedback.EFFECTIVE_VIEW;
        }
        return isShort ? Feedback.SKIP : Feedback.NEUTRAL;
    }
}
