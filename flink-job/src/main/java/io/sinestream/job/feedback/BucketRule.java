package io.sinestream.job.feedback;

import java.util.List;

/**
 * Two thresholds per bucket of durations: above the upper an effective view, below the lower a skip, both strict. Where
 * they are quantiles of the bucket's watch times, long and short videos get the same share of each label.
 *
 * @param edgesMillis (n) rising durations at which the next bucket begins
 * @param positiveMillis (n + 1) upper thresholds
 * @param skipMillis (n + 1) lower thresholds
 * @param noDurationSkipMillis lower threshold for unknown durations, which have no upper one
 */
record BucketRule(List<Long> edgesMillis, List<Long> positiveMillis, List<Long> skipMillis, long noDurationSkipMillis)
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
        int bucket = bucket(durationMillis);
        if (watchMillis > positiveMillis.get(bucket)) {
            return Feedback.EFFECTIVE_VIEW;
        }
        return watchMillis < skipMillis.get(bucket) ? Feedback.SKIP : Feedback.NEUTRAL;
    }

    private int bucket(long durationMillis) {
        int bucket = 0;
        while (bucket < edgesMillis.size() && durationMillis >= edgesMillis.get(bucket)) {
            bucket++;
        }
        return bucket;
    }
}
