package io.sinestream.job.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RedrivenTest {
    private static final RejectedPlay PLAY = new RejectedPlay(
            "u".getBytes(UTF_8), new byte[] {1, 2}, RejectReason.UNKNOWN_SCHEMA, "why", "plays", 3, 1_234_567_890_123L);

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
