package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The function as an operator: state in RocksDB, snapshots, restores, other parallelism. */
class UserSequenceFunctionTest {
    private static final SequenceSettings SETTINGS =
            Settings.window(30).with(SequenceOptions.MAX_RUN, 20).build();

    private final List<ReadPlay> plays = RandomPlays.inOrder(7, 12, 4000);

    @Test
    void rocksDbAndHeapAndPlainMapsAgree() throws Exception {
        Desk desk = new Desk(SETTINGS);
        desk.takeAll(plays);
        try (SequenceHarness heap = SequenceHarness.onHeap(SETTINGS);
                SequenceHarness rocks = SequenceHarness.onRocks(SETTINGS, null)) {
            for (ReadPlay play : plays) {
                heap.take(play);
                rocks.take(play);
            }
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
            for (ReadPlay play : plays.subList(0, 1777)) {
                before.take(play);
            }
            examples.addAll(before.examples());
            state = before.snapshot(1);
        }
        try (SequenceHarness after = SequenceHarness.onRocks(SETTINGS, state)) {
            for (ReadPlay play : plays.subList(1777, plays.size())) {
                after.take(play);
            }
            examples.addAll(after.examples());
            assertThat(after.counts().get("events.effectiveView")).isEqualTo(neverStopped.count(Count.EFFECTIVE_VIEW));
            assertThat(after.counts().get("events.skip")).isEqualTo(neverStopped.count(Count.SKIP));
        }
        assertSame(examples, neverStopped.examples);
    }

    @Test
    void countsSumUpToTheWholeAfterEveryRescaling() throws Exception {
        OperatorSubtaskState one;
        try (SequenceHarness before = SequenceHarness.onRocks(SETTINGS, null)) {
            for (ReadPlay play : plays) {
                before.take(play);
            }
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
