package io.sinestream.job.sequence;

import static io.sinestream.job.sequence.Plays.skip;
import static io.sinestream.job.sequence.Plays.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Users who stay away are encoded again: when, how many at a time, over which window. */
class AbsentUsersTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final int RATE = 10;
    private static final SequenceSettings HOURLY = Settings.window(3)
            .with(SequenceOptions.REFRESH_MAX_AGE, Duration.ofHours(1))
            .with(SequenceOptions.REFRESH_RATE, RATE)
            .build();

    @Test
    void anAbsentUserIsEncodedAgainEachTimeTheAgeHasPassed() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(HOURLY)) {
            viewFour(harness);
            harness.watermark(4 + HOUR - 1);
            harness.clock(10_000);
            assertThat(words(harness)).isEmpty();
            harness.watermark(4 + HOUR);
            harness.clock(10_500);
            assertThat(words(harness)).hasSize(1);
            TrainingExample word = words(harness).get(0);
            assertThat(word.trains()).isFalse();
            assertThat(word.user()).isEqualTo("u");
            assertThat(word.history()).containsExactly(2, 3);
            assertThat(word.target()).isEqualTo(4);
            assertThat(word.skips()).isEmpty();
            assertThat(word.sequenceNumber()).isEqualTo(-4);
            assertThat(word.eventTimeMillis()).isEqualTo(4);
            assertThat(word.readMillis()).isEqualTo(10_500);
            for (int hours = 2; hours < 5; hours++) {
                harness.clock(hours * 20_000L);
                harness.watermark(4 + hours * HOUR);
                harness.clock(hours * 20_000L + 500);
                assertThat(words(harness)).hasSize(hours);
            }
            assertThat(harness.counts()).containsEntry("users.refreshed", 4L);
            assertThat(harness.timers()).isEqualTo(1);
        }
    }

    @Test
    void whoViewsMeanwhileIsNot() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(HOURLY)) {
            viewFour(harness);
            harness.take(skip("u", "9", HOUR - 5));
            harness.watermark(4 + HOUR);
            harness.take(view("u", "5", 5 + HOUR));
            harness.clock(500);
            assertThat(words(harness)).isEmpty();
            harness.watermark(5 + 2 * HOUR);
            harness.clock(1_000);
            assertThat(words(harness)).hasSize(1);
            assertThat(words(harness).get(0).target()).isEqualTo(5);
        }
    }

    @Test
    void whoHasNoViewOrAsksToBeForgottenIsNot() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(HOURLY)) {
            harness.take(skip("v", "9", 1));
            viewFour(harness);
            harness.watermark(4 + HOUR);
            harness.forget("u");
            harness.clock(500);
            harness.watermark(4 + 3 * HOUR);
            harness.clock(1_000);
            assertThat(words(harness)).isEmpty();
        }
    }

    @Test
    void manyWhoFallDueAtATimeAreEncodedAtTheRate() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(HOURLY)) {
            for (int u = 0; u < 100; u++) {
                harness.take(view("u" + u, "1", 1));
            }
            harness.clock(1_000);
            harness.watermark(1 + HOUR);
            int before = 0;
            for (int second = 2; second <= 11; second++) {
                harness.clock(second * 1_000L);
                assertThat(words(harness).size() - before).isBetween(0, RATE);
                before = words(harness).size();
            }
            harness.clock(12_000);
            assertThat(words(harness)).hasSize(100);
        }
    }

    @Test
    void aSlotMissedIsGivenAnew() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(HOURLY)) {
            viewFour(harness);
            harness.watermark(4 + HOUR);
            harness.clock(20_000);
            assertThat(words(harness)).isEmpty();
            harness.clock(20_500);
            assertThat(words(harness)).hasSize(1);
        }
    }

    @Test
    void slotsSurviveASnapshotAndAreGivenAnewAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (SequenceHarness before = SequenceHarness.onRocks(HOURLY, null)) {
            viewFour(before);
            before.watermark(4 + HOUR);
            assertThat(before.clockTimers()).isEqualTo(1);
            state = before.snapshot(1);
        }
        try (SequenceHarness after = SequenceHarness.onRocks(HOURLY, state)) {
            after.clock(1_000_000);
            assertThat(words(after)).isEmpty();
            assertThat(after.clockTimers()).isEqualTo(1);
            after.watermark(5 + HOUR);
            after.clock(1_000_500);
            assertThat(words(after)).hasSize(1);
            assertThat(words(after).get(0).history()).containsExactly(2, 3);
            after.watermark(5 + 2 * HOUR);
            after.clock(1_001_500);
            assertThat(words(after)).hasSize(2);
        }
    }

    @Test
    void examplesAreThoseOfAStreamWithoutAbsences() throws Exception {
        SequenceSettings never = Settings.window(3)
                .with(SequenceOptions.REFRESH_MAX_AGE, Duration.ZERO)
                .build();
        try (SequenceHarness hourly = SequenceHarness.onHeap(HOURLY);
                SequenceHarness plain = SequenceHarness.onHeap(never)) {
            for (int i = 0; i < 50; i++) {
                long time = i * HOUR / 3;
                for (SequenceHarness harness : List.of(hourly, plain)) {
                    harness.take(view("u" + i % 7, Integer.toString(i), time));
                    harness.watermark(time);
                    harness.clock(1_000L * i);
                }
            }
            assertThat(words(hourly)).hasSizeGreaterThan(10);
            assertThat(Examples.texts(hourly.examples().stream()
                            .filter(example -> !example.tellsSkips())
                            .toList()))
                    .isEqualTo(Examples.texts(plain.examples()));
            assertThat(plain.clockTimers()).isZero();
        }
    }

    private static void viewFour(SequenceHarness harness) throws Exception {
        for (int i = 1; i <= 4; i++) {
            harness.take(view("u", Integer.toString(i), i));
        }
    }

    private static List<TrainingExample> words(SequenceHarness harness) {
        return harness.examples().stream().filter(TrainingExample::tellsSkips).toList();
    }
}
