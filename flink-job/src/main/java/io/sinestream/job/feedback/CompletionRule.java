package io.sinestream.job.feedback;

import org.jspecify.annotations.Nullable;

/**
 * Complete where the video is short, else long enough by the clock: KuaiRand's valid play ({@code is_click}, more than 7 s)
 * and long view ({@code long_view}, at least 18 s; D2Co's ground truth).
 *
 * @param positiveMillis videos up to this length must be complete, longer ones watched for more (or exactly this long)
 * @param strict whether exactly this long is too short
 * @param noDurationPositiveMillis watch time from which a play of unknown duration is an effective view; null for never
 */
record CompletionRule(
        String id, long positiveMillis, boolean strict, long skipMillis, @Nullable Long noDurationPositiveMillis)
        implements LabelRule {

    static CompletionRule validPlay(long positiveMillis, long skipMillis) {
        return new CompletionRule("valid-play/1", positiveMillis, true, skipMillis, positiveMillis + 1);
    }

    static CompletionRule longView(long positiveMillis, long skipMillis) {
        return new CompletionRule("long-view/1", positiveMillis, false, skipMillis, positiveMillis);
    }

    @Override
    public Feedback label(long watchMillis, long durationMillis) {
        if (isLong(watchMillis, durationMillis)) {
            return Feedback.EFFECTIVE_VIEW;
        }
        return watchMillis < skipMillis ? Feedback.SKIP : Feedback.NEUTRAL;
    }

    private boolean isLong(long watchMillis, long durationMillis) {
        if (durationMillis < 1) {
            return noDurationPositiveMillis != null && watchMillis >= noDurationPositiveMillis;
        }
        if (durationMillis <= positiveMillis) {
            return watchMillis >= durationMillis;
        }
        return strict ? watchMillis > positiveMillis : watchMillis >= positiveMillis;
    }
}
