package io.sinestream.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.kafka.RawPlay;
import io.sinestream.job.kafka.RejectedPlayCodec;
import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records without a value: a user's request to be forgotten, or nothing anyone can use. */
class ForgetRequestTest {
    private static final OutputTag<RejectedPlay> REJECTED =
            new OutputTag<>("rejected", CodecTypeInfo.of(RejectedPlay.class, RejectedPlayCodec::new));

    private final OneInputStreamOperatorTestHarness<RawPlay, ReadPlay> harness;

    ForgetRequestTest() throws Exception {
        harness = ProcessFunctionTestHarnesses.forProcessFunction(
                new ReadPlaysFunction(CheckSettings.defaults(), REJECTED));
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void keyOfARecordWithoutValueIsForgotten() throws Exception {
        harness.setProcessingTime(7);
        harness.processElement(raw("user-é"));
        assertThat(harness.extractOutputValues()).containsExactly(ReadPlay.forget("user-é", 7));
        assertThat(harness.getSideOutput(REJECTED)).isNull();
    }

    @Test
    void withoutAUsableKeyItIsRejected() throws Exception {
        harness.processElement(raw(null));
        harness.processElement(raw(""));
        harness.processElement(raw("x".repeat(257)));
        assertThat(harness.extractOutputValues()).isEmpty();
        assertThat(harness.getSideOutput(REJECTED).stream()
                        .map(StreamRecord::getValue)
                        .map(RejectedPlay::reason))
                .containsExactly(RejectReason.EMPTY, RejectReason.BAD_ID, RejectReason.BAD_ID);
    }

    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    private static StreamRecord<RawPlay> raw(@Nullable String key) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new StreamRecord<>(new RawPlay(bytes, null, "play-events", 0, 0));
    }
}
