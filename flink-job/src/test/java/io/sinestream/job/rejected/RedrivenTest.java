package io.sinestream.job.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.KeptHeader;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RedrivenTest {
    private static final RejectedPlay PLAY = new RejectedPlay(
            "u".getBytes(UTF_8),
            new byte[] {1, 2},
            List.of(new KeptHeader("history", new byte[0])),
            RejectReason.UNKNOWN_SCHEMA,
            "why",
            "plays",
            3,
            1_234_567_890_123L);

    private final Redriven redriven = new Redriven();

    @Test
    void isSentWithItsBytesToItsPartition() {
        ProducerRecord<byte[], byte[]> record = Redriven.record(PLAY);
        assertThat(record.topic()).isEqualTo("plays");
        assertThat(record.partition()).isEqualTo(3);
        assertThat(record.key()).isEqualTo(PLAY.key());
        assertThat(record.value()).isEqualTo(PLAY.value());
        assertThat(record.timestamp()).isNull();
    }

    @Test
    void keepsTheHeadersOfOthersAndCountsHowOftenItIsSent() {
        RejectedPlay play = PLAY;
        for (int times = 0; times < 3; times++) {
            assertThat(Redriven.times(play)).isEqualTo(times);
            play = rejectedAgain(Redriven.record(play));
        }
        assertThat(Redriven.record(play).headers().toArray())
                .extracting(Header::key)
                .containsExactly("history", Redriven.MARKER, Redriven.TIMES);
    }

    @Test
    void aCountThatIsNoneIsZero() {
        for (String text : new String[] {"", "x", "-1", "99999999999"}) {
            RejectedPlay play = rejectedAgain(new ProducerRecord<>(
                    "plays", 3, null, null, null, new RecordHeaders().add(Redriven.TIMES, text.getBytes(UTF_8))));
            assertThat(Redriven.times(play)).isZero();
        }
    }

    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    private static RejectedPlay rejectedAgain(ProducerRecord<byte[], byte[]> record) {
        return new RejectedPlay(
                record.key(),
                record.value(),
                KeptHeader.all(record.headers()),
                RejectReason.UNKNOWN_SCHEMA,
                "why",
                record.topic(),
                3,
                1);
    }

    @Test
    void aPlayRejectedTwiceInTheTopicIsSentOnce() {
        assertThat(redriven.isFirstTime(PLAY)).isTrue();
        assertThat(redriven.isFirstTime(PLAY)).isFalse();
    }

    @Test
    void theMarkerOnTheSourceTopicIsRemembered() {
        redriven.note("other", Redriven.record(PLAY).headers());
        assertThat(new Redriven().isFirstTime(PLAY)).isTrue();
        redriven.note("plays", Redriven.record(PLAY).headers());
        assertThat(redriven.isFirstTime(PLAY)).isFalse();
    }

    @Test
    void headersOfOthersMeanNothing() {
        for (String text : new String[] {"", "3", "a-b", "-1-2", "3-99999999999999999999"}) {
            redriven.note("plays", new RecordHeaders().add(Redriven.MARKER, text.getBytes(UTF_8)));
        }
        redriven.note("plays", new RecordHeaders().add(Redriven.MARKER, null));
        redriven.note("plays", new RecordHeaders());
        assertThat(redriven.isFirstTime(PLAY)).isTrue();
    }
}
