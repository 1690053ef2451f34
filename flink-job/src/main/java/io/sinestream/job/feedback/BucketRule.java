package io.sinestream.job.feedback;

import java.util.List;

/**
 * Two thresholds per bucket of durations: above the upper an effective view, below the lower a skip, both strict. Where
 * they are quantiles of the bucket's watch times, long and short videos get the same share of each label.
 *
 * @param positiveMillis one upper threshold per bucket
 * @param skipMillis one lower threshold per bucket
 * @param noDurationSkipMillis lower threshold for unknown durations, which have no upper one
 */
record BucketRule(DurationGroups buckets, List<Long> positiveMillis, List<Long> skipMillis, long noDurationSkipMillis)
        implements LabelRule {

    @Override
    public String id() {
        return "bucket-thresholds/1";
    }

    @Override
    public Feedback label(long watchMillis, long durationMillis) {
        if (durationMillis < 1) {
            return watchMillis < noDurationSkipMillis ? Feedback.SKIP : Feedback.NEUTRAL;
        }
        int bucket = buckets.of(durationMillis);
        if (watchMillis > positiveMillis.get(bucket)) {
            return Feedback.EFFECTIVE_VIEW;
        }
        return watchMillis < skipMillis.get(bucket) ? Feedback.SKIP : Feedback.NEUTRAL;
    }
}
