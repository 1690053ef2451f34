package io.sinestream.job.sequence;

import static io.sinestream.job.sequence.Plays.report;
import static io.sinestream.job.sequence.Plays.skip;
import static io.sinestream.job.sequence.Plays.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What time does: waits, ages, absences, and the timers behind them. */
class SequenceTimeTest {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final SequenceSettings WAITING =
            Settings.window(50).waiting(WAIT).build();
    private static final Duration DAY = Duration.ofDays(1);
    private static final SequenceSettings DAY_LONG = Settings.window(50)
            .with(SequenceOptions.TTL, DAY)
            .with(SequenceOptions.REFRESH_MAX_AGE, Duration.ZERO)
            .build();

    @Test
    void eventsWithinTheWaitComeOutInOrder() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(WAITING)) {
            harness.take(view("u", "1", 1000));
            harness.take(view("u", "3", 1400));
            harness.take(skip("u", "2", 1200));
            harness.take(view("v", "9", 9000));
            assertThat(harness.examples()).isEmpty();
            harness.take(view("u", "4", 2400));
            assertThat(targets(harness)).containsExactly(1L, 3L);
            assertThat(last(harness).skips()).containsExactly(2);
            harness.watermark(3399);
            assertThat(targets(harness)).containsExactly(1L, 3L);
            harness.watermark(3400);
            assertThat(targets(harness)).containsExactly(1L, 3L, 4L);
            assertThat(harness.counts()).doesNotContainKey("events.late");
            harness.endOfInput();
            assertThat(targets(harness)).containsExactly(1L, 3L, 4L, 9L);
        }
    }

    @Test
    void waitingSurvivesASnapshot() throws Exception {
        OperatorSubtaskState state;
        try (SequenceHarness before = SequenceHarness.onRocks(WAITING, null)) {
            before.take(view("u", "2", 1400));
            before.take(view("u", "1", 1000));
            state = before.snapshot(1);
        }
        try (SequenceHarness after = SequenceHarness.onRocks(WAITING, state)) {
            after.take(view("u", "1", 1000));
            after.watermark(2400);
            assertThat(targets(after)).containsExactly(1L, 2L);
            assertThat(after.counts()).containsEntry("events.duplicate", 1L);
        }
    }

    @Test
    void waitingReportsOfOneImpressionBecomeTheLatest() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(WAITING)) {
            harness.take(report("u", "1", 1000, 1, "i"));
            harness.take(report("u", "1", 1600, 9, "i"));
            harness.take(report("u", "1", 1300, 4, "i"));
            harness.endOfInput();
            assertThat(targets(harness)).containsExactly(1L);
            assertThat(harness.counts())
                    .containsEntry("events.superseded", 2L)
                    .containsEntry("events.effectiveView", 1L)
                    .doesNotContainKeys("events.skip", "events.neutral");
        }
    }

    @Test
    void floodOfWaitingEventsGoesEarly() throws Exception {
        SequenceSettings few = Settings.window(50)
                .waiting(Duration.ofHours(1))
                .with(SequenceOptions.MAX_WAITING, 3)
                .build();
        try (SequenceHarness harness = SequenceHarness.onHeap(few)) {
            for (int i = 1; i <= 5; i++) {
                harness.take(view("u", Integer.toString(i), i));
            }
            assertThat(targets(harness)).containsExactly(1L, 2L);
        }
    }

    @Test
    void skipsOlderThanAllowedAreNotPaired() {
        Desk desk = new Desk(Settings.window(50)
                .with(SequenceOptions.MAX_SKIP_AGE, Duration.ofSeconds(10))
                .build());
        desk.take(skip("u", "1", 0));
        desk.take(view("u", "10", 10_001));
        desk.take(skip("u", "2", 20_000));
        desk.take(skip("u", "3", 21_000));
        desk.take(view("u", "11", 30_500));
        assertThat(desk.lastExample().skips()).containsExactly(3);
        desk.take(view("u", "12", 30_501));
        assertThat(desk.lastExample().historySkips()).containsExactly(ItemKey.NONE, 3);
    }

    @Test
    void userWhoStayedAwayTooLongStartsAnewWithOrWithoutTimers() throws Exception {
        ReadPlay first = view("u", "1", 1000);
        ReadPlay inTime = view("u", "2", 1000 + DAY.toMillis());
        ReadPlay tooLate = view("u", "3", 1001 + 2 * DAY.toMillis());
        try (SequenceHarness timers = SequenceHarness.onHeap(DAY_LONG);
                SequenceHarness noTimers = SequenceHarness.onHeap(DAY_LONG)) {
            for (ReadPlay play : List.of(first, inTime, tooLate)) {
                noTimers.take(play);
                timers.watermark(play.play().eventTimeMillis() - 1);
                timers.take(play);
            }
            List<TrainingExample> views = new ArrayList<>(timers.examples());
            assertThat(views.remove(2).forgetsUser()).isTrue();
            assertThat(Examples.texts(noTimers.examples())).isEqualTo(Examples.texts(views));
            assertThat(last(timers).history()).isEmpty();
            assertThat(timers.examples().get(1).history()).containsExactly(1);
            assertThat(noTimers.counts()).containsEntry("users.inState", 1L);
            assertThat(timers.counts()).containsEntry("users.inState", 1L);
        }
    }

    @Test
    void stateOfAUserWhoLeftIsCleanedByOneTimer() throws Exception {
        try (SequenceHarness harness = SequenceHarness.onHeap(DAY_LONG)) {
            for (int i = 0; i < 100; i++) {
                harness.take(view("u", Integer.toString(i), 60_000L * i));
            }
            assertThat(harness.timers()).isEqualTo(1);
            assertThat(harness.stateEntries()).isPositive();
            harness.watermark(DAY.toMillis());
            assertThat(harness.stateEntries()).isPositive();
            assertThat(harness.timers()).isEqualTo(1);
            harness.watermark(60_000L * 99 + DAY.toMillis());
            assertThat(harness.stateEntries()).isZero();
            assertThat(harness.timers()).isZero();
            assertThat(harness.counts()).doesNotContainKey("users.inState");
            assertThat(last(harness).forgetsUser()).isTrue();
            assertThat(last(harness).user()).isEqualTo("u");
        }
    }

    @Test
    void endOfInputIsNotThePassingOfTime() throws Exception {
        OperatorSubtaskState state;
        try (SequenceHarness before = SequenceHarness.onRocks(DAY_LONG, null)) {
            before.take(view("u", "1", 1000));
            before.endOfInput();
            assertThat(before.timers()).isZero();
            state = before.snapshot(1);
        }
        try (SequenceHarness after = SequenceHarness.onRocks(DAY_LONG, state)) {
            after.take(view("u", "2", 2000));
            assertThat(last(after).history()).containsExactly(1);
            assertThat(after.timers()).isEqualTo(1);
        }
    }

    private static List<Long> targets(SequenceHarness harness) {
        return harness.examples().stream().map(TrainingExample::target).toList();
    }

    private static TrainingExample last(SequenceHarness harness) {
        return harness.examples().get(harness.examples().size() - 1);
    }
}
