package io.sinestream.job.feedback;

import io.sinestream.schema.PlayEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels play events: what the user said goes before how long they watched, and only for a video does its length mean
 * anything.
 */
public final class PlayLabeler {
    private static final long NO_LENGTH = PlayEvent.NO_DURATION;

    private final LabelRule video;
    private final LabelRule live;
    private final LabelRule photoSet;
    private final boolean labelAds;
    private final boolean explicitPositive;

    public PlayLabeler(FeedbackSettings settings) {
        long skipMillis = settings.skipBelow().toMillis();
        video = rule(settings, skipMillis);
        live = CompletionRule.longView(settings.livePositive().toMillis(), skipMillis);
        photoSet = CompletionRule.longView(settings.photoSetPositive().toMillis(), skipMillis);
        labelAds = settings.labelAds();
        explicitPositive = settings.explicitPositive();
    }

    /** Name and version of the rule for videos; travels with every label. */
    public String ruleId() {
        return video.id();
    }

    /** The label of a checked event. */
    public Feedback label(PlayEvent play) {
        return switch (play.kind()) {
            case VIDEO -> label(play, video, play.durationMillis());
            case AD -> labelAds ? label(play, video, play.durationMillis()) : Feedback.NEUTRAL;
            case LIVE -> label(play, live, NO_LENGTH);
            case PHOTO_SET -> label(play, photoSet, NO_LENGTH);
        };
    }

    private Feedback label(PlayEvent play, LabelRule rule, long durationMillis) {
        return switch (play.explicit()) {
            case DISLIKE, REPORT -> Feedback.STRONG_SKIP;
            case LIKE, FOLLOW, SHARE ->
                explicitPositive ? Feedback.EFFECTIVE_VIEW : rule.label(play.watchMillis(), durationMillis);
            case NONE -> rule.label(play.watchMillis(), durationMillis);
        };
    }

    private static LabelRule rule(FeedbackSettings settings, long skipMillis) {
        return switch (settings.rule()) {
            case WATCH_RATIO ->
                new WatchRatioRule(
                        settings.positiveRatio(),
                        skipMillis,
                        settings.overlap(),
                        millis(settings.noDurationPositive()));
            case VALID_PLAY -> CompletionRule.validPlay(settings.validPlay().toMillis(), skipMillis);
            case LONG_VIEW -> CompletionRule.longView(settings.longView().toMillis(), skipMillis);
            case BUCKET_THRESHOLDS ->
                new BucketRule(
                        millis(settings.buckets().edges()),
                        millis(settings.buckets().positive()),
                        millis(settings.buckets().skip()),
                        skipMillis);
        };
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    private static List<Long> millis(List<Duration> durations) {
        return durations.stream().map(Duration::toMillis).toList();
    }
}
