package io.sinestream.job.feedback;

import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.PlayEvent;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Labels play events: what the user said goes before how long they watched, and only for a video does its length mean
 * anything. With a learned rule it has state: {@link #toBytes} and {@link #restore}.
 */
public final class PlayLabeler {
    private static final long NO_LENGTH = PlayEvent.NO_DURATION;
    private static final byte[] NOTHING = {};

    private final LabelRule fixed;
    private final LabelRule live;
    private final LabelRule photoSet;
    private final @Nullable RuleLearner learner;
    private final boolean labelAds;
    private final boolean explicitPositive;

    public PlayLabeler(FeedbackSettings settings) {
        long skipMillis = settings.skipBelow().toMillis();
        fixed = fixed(settings, skipMillis);
        learner = settings.rule().isLearned() ? new RuleLearner(settings.rule(), settings.learned(), fixed) : null;
        live = CompletionRule.longView(settings.livePositive().toMillis(), skipMillis);
        photoSet = CompletionRule.longView(settings.photoSetPositive().toMillis(), skipMillis);
        labelAds = settings.labelAds();
        explicitPositive = settings.explicitPositive();
    }

    /** Name and version of the rule that now labels videos; travels with every label. */
    public String ruleId() {
        return video().id();
    }

    /** The label of a checked event. */
    public Feedback label(PlayEvent play) {
        return switch (play.kind()) {
            case VIDEO -> labelVideo(play);
            case AD -> labelAds ? labelVideo(play) : Feedback.NEUTRAL;
            case LIVE -> label(play, live, NO_LENGTH);
            case PHOTO_SET -> label(play, photoSet, NO_LENGTH);
        };
    }

    /** Whether both thresholds of the watch ratio's rule hold for a play and nothing else decides. */
    public boolean isOverlap(PlayEvent play) {
        boolean isRatio = play.kind() == ItemKind.VIDEO || (play.kind() == ItemKind.AD && labelAds);
        return isRatio
                && play.explicit() == ExplicitFeedback.NONE
                && video() instanceof WatchRatioRule rule
                && rule.isOverlap(play.watchMillis(), play.durationMillis());
    }

    /** Learns from a play after it was labelled; only a learned rule does. */
    public void observe(PlayEvent play) {
        boolean hasLength =
                switch (play.kind()) {
                    case VIDEO -> true;
                    case AD -> labelAds;
                    case LIVE, PHOTO_SET -> false;
                };
        if (learner != null && hasLength) {
            learner.observe(play.watchMillis(), play.durationMillis());
        }
    }

    /** What a learned rule has learned; empty for a fixed one. */
    public byte[] toBytes() {
        return learner == null ? NOTHING : learner.toBytes();
    }

    /** Goes on from what one labeler knew, or from what several knew together. */
    public void restore(List<byte[]> pieces) {
        if (learner != null) {
            learner.restore(pieces.stream().filter(piece -> piece.length > 0).toList());
        }
    }

    private LabelRule video() {
        return learner == null ? fixed : learner.rule();
    }

    private Feedback labelVideo(PlayEvent play) {
        return label(play, video(), play.durationMillis());
    }

    private Feedback label(PlayEvent play, LabelRule rule, long durationMillis) {
        return switch (play.explicit()) {
            case DISLIKE, REPORT -> Feedback.STRONG_SKIP;
            case LIKE, FOLLOW, SHARE ->
                explicitPositive ? Feedback.EFFECTIVE_VIEW : rule.label(play.watchMillis(), durationMillis);
            case NONE -> rule.label(play.watchMillis(), durationMillis);
        };
    }

    /** The rule, or what a learned one falls back to. */
    private static LabelRule fixed(FeedbackSettings settings, long skipMillis) {
        return switch (settings.rule()) {
            case WATCH_RATIO, BUCKET_QUANTILE, WTG, D2Q, D2CO ->
                new WatchRatioRule(
                        settings.positiveRatio(),
                        skipMillis,
                        settings.overlap(),
                        millis(settings.noDurationPositive()));
            case VALID_PLAY -> CompletionRule.validPlay(settings.validPlay().toMillis(), skipMillis);
            case LONG_VIEW -> CompletionRule.longView(settings.longView().toMillis(), skipMillis);
            case BUCKET_THRESHOLDS ->
                new BucketRule(
                        DurationGroups.at(settings.buckets().edges()),
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
