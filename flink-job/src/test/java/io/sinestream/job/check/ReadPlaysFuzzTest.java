package io.sinestream.job.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.kafka.RawPlay;
import io.sinestream.job.kafka.RejectedPlayCodec;
import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.RejectedPlayRecords;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;

/**
 * No record stops the job and none gets lost: {@code -Dfuzz.records=1000000} for the long form, {@code -Dfuzz.seed} for
 * other records.
 */
class ReadPlaysFuzzTest {
    private static final long RECORDS = Long.getLong("fuzz.records", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** The rest is for the output topics' readers. */
    private static final Set<RejectReason> OF_PLAYS = EnumSet.complementOf(EnumSet.of(RejectReason.BAD_VECTOR));

    private static final OutputTag<RejectedPlay> REJECTED =
            new OutputTag<>("rejected", CodecTypeInfo.of(RejectedPlay.class, RejectedPlayCodec::new));

    private final FuzzedPlays plays = new FuzzedPlays(SEED);
    private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
    private final PlayEventCodec codec = new PlayEventCodec();
    private final RejectedPlayCodec rejectedCodec = new RejectedPlayCodec();
    private long accepted;

    @Test
    @SuppressWarnings("try") // The harness's close may be interrupted, as may the test.
    void everyRecordIsEitherAcceptedOrRejectedWithItsBytes() throws Exception {
        ReadPlaysFunction function = new ReadPlaysFunction(CheckSettings.defaults(), REJECTED);
        try (OneInputStreamOperatorTestHarness<RawPlay, ReadPlay> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(function))) {
            harness.open();
            harness.setProcessingTime(FuzzedPlays.NOW);
            for (long i = 0; i < RECORDS; i++) {
                RawPlay play = plays.next();
                harness.processElement(new StreamRecord<>(play));
                settle(play, harness);
            }
        }
        long rejected = reasons.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf("fuzz: %,d sent, %,d accepted, %,d rejected: %s%n", RECORDS, accepted, rejected, reasons);
        assertThat(accepted + rejected).isEqualTo(RECORDS);
        assertThat(accepted).isGreaterThan(RECORDS / 2);
        assertThat(reasons.keySet()).isEqualTo(OF_PLAYS);
    }

    private void settle(RawPlay play, OneInputStreamOperatorTestHarness<RawPlay, ReadPlay> harness) throws Exception {
        Queue<StreamRecord<RejectedPlay>> aside = harness.getSideOutput(REJECTED);
        StreamRecord<RejectedPlay> rejected = aside == null ? null : aside.poll();
        Object handedOn = harness.getOutput().poll();
        assertThat(handedOn == null).as("%s either handed on or rejected", play).isEqualTo(rejected != null);
        assertThat(harness.getOutput()).isEmpty();
        if (rejected == null) {
            accepted++;
            ReadPlay read = (ReadPlay) ((StreamRecord<?>) handedOn).getValue();
            if (read.isForget()) {
                assertThat(play.value()).isNull();
                assertThat(read.user()).isEqualTo("user");
            } else {
                assertThat(codec.decode(codec.encode(read.play()))).isEqualTo(read.play());
            }
            return;
        }
        assertThat(play.offset() % 2)
                .as("sound record %s rejected: %s", play, rejected.getValue())
                .isEqualTo(1);
        reasons.merge(rejected.getValue().reason(), 1L, Long::sum);
        keepsEverything(play, rejectedCodec.decode(rejectedCodec.encode(rejected.getValue())));
        assertThat(RejectedPlayRecords.toRecord("aside", rejected.getValue()).headers())
                .hasSize(play.headers().size() + 5);
    }

    private static void keepsEverything(RawPlay play, RejectedPlay rejected) {
        assertThat(rejected.key()).isEqualTo(play.key());
        assertThat(rejected.value()).isEqualTo(play.value());
        assertThat(rejected.topic()).isEqualTo(play.topic());
        assertThat(rejected.partition()).isEqualTo(play.partition());
        assertThat(rejected.offset()).isEqualTo(play.offset());
        assertThat(rejected.headers()).hasSameSizeAs(play.headers());
        for (int i = 0; i < play.headers().size(); i++) {
            assertThat(rejected.headers().get(i).name())
                    .isEqualTo(play.headers().get(i).name());
            assertThat(rejected.headers().get(i).value())
                    .isEqualTo(play.headers().get(i).value());
        }
        assertThat(rejected.detail()).isNotBlank().hasSizeLessThan(1000);
    }
}
