package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackOptions;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.RuleName;
import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The function as an operator: state in RocksDB, snapshots, restores, other parallelism. */
class UserSequenceFunctionTest {
    /** Fewer users in memory than there are. */
    private static final SequenceSettings SETTINGS = Settings.window(30)
            .with(SequenceOptions.MAX_RUN, 20)
            .with(SequenceOptions.USERS_IN_MEMORY, 5)
            .build();

    private final List<ReadPlay> plays = RandomPlays.inOrder(7, 12, 4000);

    @Test
    void rocksDbAndHeapAndPlainMapsAgree() throws Exception {
        Desk desk = new Desk(SETTINGS);
        desk.takeAll(plays);
        try (SequenceHarness heap = SequenceHarness.onHeap(SETTINGS);
                SequenceHarness rocks = SequenceHarness.onRocks(SETTINGS, null)) {
            takeAll(heap, plays);
            takeAll(rocks, plays);
            assertSame(heap.examples(), desk.examples);
            assertSame(rocks.examples(), desk.examples);
            assertThat(rocks.counts())
                    .containsEntry("events.effectiveView", desk.count(Count.EFFECTIVE_VIEW))
                    .containsEntry("events.skip", desk.count(Count.SKIP))
                    .containsEntry("events.neutral", desk.count(Count.NEUTRAL));
        }
    }

    @Test
    void snapshotRestoreContinueEqualsNeverStopping() throws Exception {
        Desk neverStopped = new Desk(SETTINGS);
        neverStopped.takeAll(plays);
        List<TrainingExample> examples = new ArrayList<>();
        OperatorSubtaskState state;
        try (SequenceHarness before = SequenceHarness.onRocks(SETTINGS, null)) {
            takeAll(before, plays.subList(0, 1777));
            examples.addAll(before.examples());
            state = before.snapshot(1);
        }
        try (SequenceHarness after = SequenceHarness.onRocks(SETTINGS, state)) {
            takeAll(after, plays.subList(1777, plays.size()));
            examples.addAll(after.examples());
            assertThat(after.counts().get("events.effectiveView")).isEqualTo(neverStopped.count(Count.EFFECTIVE_VIEW));
            assertThat(after.counts().get("events.skip")).isEqualTo(neverStopped.count(Count.SKIP));
        }
        assertSame(examples, neverStopped.examples);
    }

    @Test
    void howManyUsersAreInMemoryChangesNothing() throws Exception {
        Desk desk = new Desk(SETTINGS);
        desk.takeAll(plays);
        for (int users : new int[] {0, 1, 12, 50_000}) {
            SequenceSettings settings = Settings.window(30)
                    .with(SequenceOptions.MAX_RUN, 20)
                    .with(SequenceOptions.USERS_IN_MEMORY, users)
                    .build();
            List<TrainingExample> examples = new ArrayList<>();
            OperatorSubtaskState state;
            try (SequenceHarness before = SequenceHarness.onRocks(settings, null)) {
                before.clock(10_000);
                takeAll(before, plays.subList(0, 1000));
                before.snapshot(1);
                before.clock(20_000); // so the next checkpoint is expected now, and changes are written ahead of it
                takeAll(before, plays.subList(1000, 1500));
                before.clock(21_000);
                takeAll(before, plays.subList(1500, 2000));
                examples.addAll(before.examples());
                state = before.snapshot(2);
                takeAll(before, plays.subList(2000, 2500)); // in no checkpoint
            }
            try (SequenceHarness after = SequenceHarness.onRocks(settings, state)) {
                takeAll(after, plays.subList(2000, plays.size()));
                examples.addAll(after.examples());
            }
            assertSame(examples, desk.examples);
        }
    }

    @Test
    void whatTheLabelRuleLearnedSurvivesARestore() throws Exception {
        FeedbackSettings learned = FeedbackOptions.settings(
                new Configuration().set(FeedbackOptions.RULE, RuleName.D2Q).set(FeedbackOptions.EPOCH_PLAYS, 1000L));
        List<TrainingExample> examples = new ArrayList<>();
        OperatorSubtaskState state;
        try (SequenceHarness before = SequenceHarness.labelledBy(learned, null)) {
            takeAll(before, plays.subList(0, 1777));
            examples.addAll(before.examples());
            state = before.snapshot(1);
        }
        try (SequenceHarness after = SequenceHarness.labelledBy(learned, state);
                SequenceHarness neverStopped = SequenceHarness.labelledBy(learned, null)) {
            takeAll(after, plays.subList(1777, plays.size()));
            takeAll(neverStopped, plays);
            examples.addAll(after.examples());
            assertSame(examples, neverStopped.examples());
            assertThat(examples)
                    .extracting(TrainingExample::labelRule)
                    .contains("watch-ratio/1", "d2q/1#1", "d2q/1#2", "d2q/1#3");
        }
    }

    @Test
    void countsSumUpToTheWholeAfterEveryRescaling() throws Exception {
        OperatorSubtaskState one;
        try (SequenceHarness before = SequenceHarness.onRocks(SETTINGS, null)) {
            takeAll(before, plays);
            one = before.snapshot(1);
            Map<String, Long> whole = before.counts();
            try (SequenceHarness first = SequenceHarness.rescaled(SETTINGS, one, 1, 2, 0);
                    SequenceHarness second = SequenceHarness.rescaled(SETTINGS, one, 1, 2, 1)) {
                assertThat(sum(first.counts(), second.counts())).isEqualTo(whole);
                OperatorSubtaskState two =
                        AbstractStreamOperatorTestHarness.repackageState(first.snapshot(2), second.snapshot(2));
                try (SequenceHarness again = SequenceHarness.rescaled(SETTINGS, two, 2, 1, 0)) {
                    assertThat(again.counts()).isEqualTo(whole);
                }
            }
        }
    }

    @Test
    void forgottenUserLeavesNoStateAndStartsAnew() throws Exception {
        String user = plays.get(0).user();
        try (SequenceHarness harness = SequenceHarness.onHeap(SETTINGS)) {
            takeAll(harness, plays);
            long users = harness.counts().getOrDefault("users.inState", 0L);
            int entries = harness.stateEntries();
            int examples = harness.examples().size();
            harness.forget(user);
            harness.forget("a stranger");
            assertThat(harness.counts()).containsEntry("users.inState", users - 1);
            assertThat(harness.stateEntries()).isLessThan(entries);
            List<TrainingExample> words =
                    harness.examples().subList(examples, harness.examples().size());
            assertThat(words).allMatch(TrainingExample::forgetsUser);
            assertThat(words).extracting(TrainingExample::user).containsExactly(user, "a stranger");

            takeAll(
                    harness,
                    plays.stream().filter(play -> play.user().equals(user)).toList());
            assertThat(harness.examples().get(examples + 2).sequenceNumber()).isEqualTo(1);
        }
    }

    private static void takeAll(SequenceHarness harness, List<ReadPlay> plays) throws Exception {
        for (ReadPlay play : plays) {
            harness.take(play);
        }
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
        Map<String, Long> sum = new TreeMap<>(a);
        b.forEach((name, n) -> sum.merge(name, n, Long::sum));
        return sum;
    }

    private static void assertSame(List<TrainingExample> actual, List<TrainingExample> expected) {
        assertThat(Examples.texts(actual)).isEqualTo(Examples.texts(expected));
        assertThat(actual).isNotEmpty();
    }
}
