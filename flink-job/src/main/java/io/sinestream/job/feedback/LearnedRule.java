package io.sinestream.job.feedback;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels by the strength of a watch time within its duration group: above the upper bound an effective view, below the lower
 * one a skip. Groups of which too little is known, and unknown durations, fall back to another rule.
 *
 * @param scores one per group, null where too little is known
 */
record LearnedRule(
        String id,
        DurationGroups groups,
        List<@Nullable WatchScore> scores,
        double positiveAbove,
        double skipBelow,
        LabelRule fallback)
        implements LabelRule {

    @Override
    public Feedback label(long watchMillis, long durationMillis) {
        WatchScore score = durationMillis < 1 ? null : scores.get(groups.of(durationMillis));
        if (score == null) {
            return fallback.label(watchMillis, durationMillis);
        }
        double strength = score.of(watchMillis / 1000.0);
        if (strength > positiveAbove) {
            return Feedback.EFFECTIVE_VIEW;
        }
        return strength < skipBelow ? Feedback.SKIP : Feedback.NEUTRAL;
    }
}
