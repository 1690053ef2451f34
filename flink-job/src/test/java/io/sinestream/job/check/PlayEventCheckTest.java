package io.sinestream.job.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.RejectReason;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlayEventCheckTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final long SKEW = 300_000;
    private static final String LONGEST = "x".repeat(256);

    private final PlayEventCheck check = new PlayEventCheck(CheckSettings.defaults());

    @Test
    void goodEventHasNoRefusal() {
        assertThat(check.of(PlayEvent.video("e", "u", "i", NOW, 5000, 9000), NOW))
                .isNull();
        assertThat(check.of(PlayEvent.video(LONGEST, LONGEST, LONGEST, NOW, 0, 0), NOW))
                .isNull();
        assertThat(check.ofBytes(64 * 1024)).isNull();
    }

    @Test
    void emptyAndOverlongIdsAreNamed() {
        expect(PlayEvent.video("", "u", "i", NOW, 1, 1), RejectReason.BAD_ID, "eventId is empty");
        expect(PlayEvent.video("e", "", "i", NOW, 1, 1), RejectReason.BAD_ID, "user is empty");
        expect(PlayEvent.video("e", "u", LONGEST + "y", NOW, 1, 1), RejectReason.BAD_ID, "item has 257 characters");
        expect(withImpression(""), RejectReason.BAD_ID, "impressionId is empty");
    }

    @Test
    void watchTimesOutOfBoundsAreAbsurd() {
        assertThat(check.of(watched(3_600_000), NOW)).isNull();
        expect(watched(-1), RejectReason.ABSURD_WATCH_TIME, "watchMillis is -1");
        expect(watched(3_600_001), RejectReason.ABSURD_WATCH_TIME, "check.max-watch");
        expect(watched(Long.MIN_VALUE), RejectReason.ABSURD_WATCH_TIME, "watchMillis");
    }

    @Test
    void eventTimesBeforeTheMillenniumOrTooFarAheadAreAbsurd() {
        assertThat(check.of(at(946_684_800_000L), NOW)).isNull();
        assertThat(check.of(at(NOW + SKEW), NOW)).isNull();
        expect(at(946_684_799_999L), RejectReason.ABSURD_EVENT_TIME, "in seconds?");
        expect(at(NOW + SKEW + 1), RejectReason.ABSURD_EVENT_TIME, "300001 ms ahead");
        expect(at(Long.MAX_VALUE), RejectReason.ABSURD_EVENT_TIME, "ahead");
    }

    @Test
    void ancientTimesAreAcceptedOnRequestButNotNegativeOnes() {
        PlayEventCheck ancient =
                new PlayEventCheck(CheckOptions.settings(new Configuration().set(CheckOptions.ANCIENT, true)));
        assertThat(ancient.of(at(173), NOW)).isNull();
        assertThat(ancient.of(at(-1), NOW)).isNotNull();
    }

    @Test
    void oversizeIsSeenBeforeDecoding() {
        Refusal refusal = check.ofBytes(64 * 1024 + 1);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(RejectReason.OVERSIZE);
        assertThat(refusal.detail()).contains("65537", "check.max-record-bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "check.max-record-bytes, 63",
        "check.max-record-bytes, 16777217",
        "check.max-id-length, 0",
        "check.max-id-length, 4097",
        "check.max-watch, 999 ms",
        "check.max-watch, 8 d",
        "check.future-skew, 366 d"
    })
    void valuesOutOfBoundsNameTheOption(String key, String value) {
        Configuration config = new Configuration();
        config.setString(key, value);
        assertThatThrownBy(() -> CheckOptions.settings(config))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(key, "allowed is");
    }

    private void expect(PlayEvent event, RejectReason reason, String detail) {
        @Nullable Refusal refusal = check.of(event, NOW);
        assertThat(refusal).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.detail()).contains(detail);
    }

    private static PlayEvent watched(long millis) {
        return PlayEvent.video("e", "u", "i", NOW, millis, 10_000);
    }

    private static PlayEvent at(long millis) {
        return PlayEvent.video("e", "u", "i", millis, 5000, 10_000);
    }

    private static PlayEvent withImpression(String impression) {
        return new PlayEvent("e", "u", "i", NOW, 1, 1, ItemKind.VIDEO, ExplicitFeedback.NONE, impression);
    }
}
