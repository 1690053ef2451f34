package io.sinestream.job.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.PlayEvent;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlayLabelerTest {
    private final Configuration config = new Configuration();

    @ParameterizedTest
    @EnumSource(names = {"DISLIKE", "REPORT"})
    void explicitNegativeIsAStrongSkipHoweverLong(ExplicitFeedback explicit) {
        assertThat(label(ItemKind.VIDEO, explicit, 60_000, 60_000)).isEqualTo(Feedback.STRONG_SKIP);
    }

    @ParameterizedTest
    @EnumSource(names = {"LIKE", "FOLLOW", "SHARE"})
    void explicitPositiveIsAnEffectiveViewHoweverShortUnlessSwitchedOff(ExplicitFeedback explicit) {
        assertThat(label(ItemKind.VIDEO, explicit, 100, 60_000)).isEqualTo(Feedback.EFFECTIVE_VIEW);
        config.set(FeedbackOptions.EXPLICIT_POSITIVE, false);
        assertThat(label(ItemKind.VIDEO, explicit, 100, 60_000)).isEqualTo(Feedback.SKIP);
    }

    @Test
    void overlapIsWhatBothThresholdsOfTheRatioHoldFor() {
        PlayLabeler labeler = new PlayLabeler(FeedbackSettings.defaults());
        assertThat(labeler.isOverlap(PlayEvent.video("e", "u", "i", 0, 2900, 3000)))
                .isTrue();
        assertThat(labeler.isOverlap(PlayEvent.video("e", "u", "i", 0, 3000, 3000)))
                .isFalse();
        assertThat(labeler.isOverlap(PlayEvent.video("e", "u", "i", 0, 1500, 3000)))
                .isFalse();
        assertThat(labeler.isOverlap(PlayEvent.video("e", "u", "i", 0, 1500, PlayEvent.NO_DURATION)))
                .isFalse();
    }

    @Test
    void adsAreNeutralUnlessLabelled() {
        assertThat(label(ItemKind.AD, ExplicitFeedback.NONE, 100, 10_000)).isEqualTo(Feedback.NEUTRAL);
        config.set(FeedbackOptions.LABEL_ADS, true);
        assertThat(label(ItemKind.AD, ExplicitFeedback.NONE, 100, 10_000)).isEqualTo(Feedback.SKIP);
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE, 17999, 20000, NEUTRAL", "LIVE, 18000, 10000000, EFFECTIVE_VIEW", "LIVE, 2999, 2000, SKIP",
        "PHOTO_SET, 6999, 7000, NEUTRAL", "PHOTO_SET, 7000, 0, EFFECTIVE_VIEW", "PHOTO_SET, 2999, 1, SKIP"
    })
    void liveAndPhotoSetsHaveNoMeaningfulLength(ItemKind kind, long watch, long duration, Feedback expected) {
        assertThat(label(kind, ExplicitFeedback.NONE, watch, duration)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "WATCH_RATIO, watch-ratio/1",
        "VALID_PLAY, valid-play/1",
        "LONG_VIEW, long-view/1",
        "BUCKET_THRESHOLDS, bucket-thresholds/1"
    })
    void everyRuleHasANameAndAVersion(RuleName rule, String id) {
        config.set(FeedbackOptions.RULE, rule);
        assertThat(new PlayLabeler(FeedbackOptions.settings(config)).ruleId()).isEqualTo(id);
    }

    @Test
    void rulesAreChosenByTheirWrittenNames() {
        config.setString(FeedbackOptions.RULE.key(), "long-view");
        config.setString(FeedbackOptions.OVERLAP.key(), "neutral");
        assertThat(FeedbackOptions.settings(config).rule()).isEqualTo(RuleName.LONG_VIEW);
        assertThat(FeedbackOptions.settings(config).overlap()).isEqualTo(Overlap.NEUTRAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feedback.watch-ratio.positive-above | 0 | (0, 1]",
                "feedback.watch-ratio.positive-above | 1.01 | (0, 1]",
                "feedback.watch-ratio.positive-above | NaN | (0, 1]",
                "feedback.skip-below | 61 min | 0 ms to 3600000 ms",
                "feedback.watch-ratio.no-duration-positive-from | 0 ms | 1 ms to 3600000 ms",
                "feedback.valid-play.above | 0 ms | 1 ms to 3600000 ms",
                "feedback.long-view.from | 2 h | 1 ms to 3600000 ms",
                "feedback.live.positive-from | 0 ms | 1 ms to 3600000 ms",
                "feedback.photo-set.positive-from | 0 ms | 1 ms to 3600000 ms",
                "feedback.bucket.edges | 30 s;10 s;60 s | rising durations",
                "feedback.bucket.positive-above | 5 s;10 s | 4 durations",
                "feedback.bucket.skip-below | 3 s | 4 durations",
                "feedback.bucket.skip-below | 6 s;3 s;3 s;3 s | nothing above",
                "feedback.learned.edges | 10 s;10 s | rising durations",
                "feedback.learned.epoch-plays | 999 | 1000 to 1000000000",
                "feedback.learned.min-plays | 9 | 10 to 1000000",
                "feedback.learned.positive-above | 1.1 | [0, 1]",
                "feedback.learned.skip-below | 0.6 | feedback.learned.positive-above 0.5"
            })
    void valuesOutOfBoundsNameTheOptionAndTheBounds(String key, String value, String bounds) {
        config.setString(key, value);
        assertThatThrownBy(() -> FeedbackOptions.settings(config))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(key, bounds);
    }

    @Test
    void boundsThemselvesAreAllowed() {
        config.set(FeedbackOptions.POSITIVE_RATIO, 1.0);
        config.set(FeedbackOptions.SKIP_BELOW, Duration.ZERO);
        config.set(FeedbackOptions.VALID_PLAY, Duration.ofHours(1));
        assertThat(FeedbackOptions.settings(config).positiveRatio()).isEqualTo(1.0);
    }

    private Feedback label(ItemKind kind, ExplicitFeedback explicit, long watch, long duration) {
        PlayLabeler labeler = new PlayLabeler(FeedbackOptions.settings(config));
        return labeler.label(new PlayEvent("e", "u", "i", 0, watch, duration, kind, explicit, null));
    }
}
