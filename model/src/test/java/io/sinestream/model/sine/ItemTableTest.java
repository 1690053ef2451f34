package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.ItemKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ItemTableTest {
    private static final int WIDTH = 8;
    private static final Adam ADAM = new Adam(0.01, 0.9, 0.98, 1e-8);
    private static final VocabularySettings KEEP = new VocabularySettings(1, Duration.ZERO, 1_000_000);

    private final LearnerCounts counts = new LearnerCounts();
    private final List<String> freed = new ArrayList<>();

    @Test
    void initialVectorDependsOnTheItemAlone() {
        ItemTable first = table(KEEP);
        first.sight(7, null, 0);
        first.sight(9, null, 0);
        ItemTable second = table(KEEP);
        second.sight(9, null, 0);
        assertThat(second.vector(second.rowOf(9))).containsExactly(first.vector(first.rowOf(9)));
        assertThat(first.vector(first.rowOf(7))).isNotEqualTo(first.vector(first.rowOf(9)));
    }

    @Test
    void initialVectorsHaveTheConfiguredDeviation() {
        ItemTable table = table(KEEP);
        double squares = 0;
        int items = 5_000;
        for (int i = 0; i < items; i++) {
            table.sight(i, null, 0);
            for (float x : table.vector(table.rowOf(i))) {
                squares += x * x;
            }
        }
        assertThat(Math.sqrt(squares / (items * WIDTH))).isCloseTo(0.1, within(0.002));
    }

    @Test
    void changedItemsComeInTheOrderOfTheirStore() {
        ItemTable table = table(KEEP);
        for (long key : new long[] {7, -2, 4, 1L << 62, Long.MIN_VALUE, 3}) {
            table.sight(key, null, 1);
        }
        List<Long> put = new ArrayList<>();
        table.drainChanges(new RowSink() {
            @Override
            public void put(long key, byte[] row) {
                put.add(key);
            }

            @Override
            public void remove(long key) {
                throw new AssertionError("nothing went");
            }

            @Override
            public int part(long key) {
                return (int) (key & 1);
            }
        });
        assertThat(put).containsExactly(4L, 1L << 62, Long.MIN_VALUE, -2L, 3L, 7L);
    }

    @Test
    void onlyChangedRowsAreDrainedAndRestoreContinuesBitForBit() {
        ItemTable table = table(KEEP);
        for (int i = 0; i < 3_000; i++) {
            table.sight(i, null, i);
        }
        SavedRows state = new SavedRows();
        table.drainChanges(state);
        assertThat(state.rows).hasSize(3_000);

        touch(table, 2_999, 1);
        SavedRows increment = new SavedRows();
        table.drainChanges(increment);
        assertThat(increment.rows).containsOnlyKeys(2_999L);
        state.rows.putAll(increment.rows);

        ItemTable restored = table(KEEP);
        state.rows.forEach(restored::restore);
        touch(table, 2_999, 2);
        touch(restored, 2_999, 2);
        assertThat(restored.vector(restored.rowOf(2_999))).containsExactly(table.vector(table.rowOf(2_999)));
        assertThat(restored.allocated()).isEqualTo(3_000);
        assertThat(restored.at(restored.rowOf(17)).lastSeenMillis).isEqualTo(17);
        SavedRows nothing = new SavedRows();
        table(KEEP).drainChanges(nothing);
        assertThat(nothing.rows).isEmpty();
    }

    @Test
    void textIdsComeBackAndCollisionsAreCounted() {
        ItemTable table = table(KEEP);
        long key = ItemKey.of("video-abc");
        table.sight(key, "video-abc", 5);
        assertThat(table.at(table.rowOf(key)).id()).isEqualTo("video-abc");
        assertThat(counts.of(LearnerCount.KEY_COLLISIONS)).isZero();
        table.sight(key, "another", 6);
        assertThat(counts.of(LearnerCount.KEY_COLLISIONS)).isEqualTo(1);
        assertThat(table.at(table.rowOf(key)).sightings).isEqualTo(2);
        ItemTable restored = restored(table, KEEP);
        assertThat(restored.at(restored.rowOf(key)).id()).isEqualTo("video-abc");
    }

    @Test
    void itemsSeenTooRarelyShareTheTrainedPriorAndStartFromIt() {
        ItemTable table = table(new VocabularySettings(3, Duration.ZERO, 2_000));
        table.sight(7, null, 0);
        table.sight(8, null, 0);
        assertThat(table.rowOf(7)).isEqualTo(table.rowOf(8)).isNotEqualTo(ItemTable.ABSENT);
        assertThat(table.isItem(table.rowOf(7))).isFalse();
        assertThat(table.size()).isZero();
        assertThat(table.waiting()).isEqualTo(2);
        touch(table, 7, 1);
        float[] prior = table.vector(table.rowOf(8));

        table.sight(7, null, 0);
        table.sight(7, null, 0);
        assertThat(table.size()).isEqualTo(1);
        assertThat(counts.of(LearnerCount.ITEMS_ADMITTED)).isEqualTo(1);
        ItemTable atOnce = table(KEEP);
        atOnce.sight(7, null, 0);
        float[] drawn = atOnce.vector(atOnce.rowOf(7));
        float[] own = table.vector(table.rowOf(7));
        for (int d = 0; d < WIDTH; d++) {
            assertThat(own[d]).isEqualTo((float) ((double) drawn[d] + prior[d]));
        }
        assertThat(table.vector(table.rowOf(8))).containsExactly(prior);
    }

    @Test
    void sightingsBeforeAdmissionSurviveARestore() {
        VocabularySettings third = new VocabularySettings(3, Duration.ZERO, 2_000);
        ItemTable table = table(third);
        table.sight(7, null, 0);
        table.sight(7, null, 0);
        touch(table, 7, 1);
        ItemTable restored = restored(table, third);
        assertThat(restored.vector(restored.rowOf(7))).containsExactly(table.vector(table.rowOf(7)));
        table.sight(7, null, 0);
        restored.sight(7, null, 0);
        assertThat(restored.size()).isEqualTo(1);
        assertThat(restored.vector(restored.rowOf(7))).containsExactly(table.vector(table.rowOf(7)));
        assertThat(bytes(restored)).isEqualTo(bytes(table));
    }

    @Test
    void itemsExpireByStreamTimeAndFreedRowsStartAfresh() {
        ItemTable table = table(new VocabularySettings(1, Duration.ofMillis(100), 2_000));
        StreamTime time = new StreamTime();
        sight(table, time, 1, 0);
        sight(table, time, 2, 50);
        touch(table, 1, 1);
        retire(table, time);
        sight(table, time, 3, 100);
        retire(table, time);
        assertThat(freed).isEmpty();

        sight(table, time, 3, 101);
        retire(table, time);
        assertThat(freed).containsExactly("1");
        assertThat(table.rowOf(1)).isEqualTo(ItemTable.ABSENT);
        sight(table, time, 9, 102);
        assertThat(table.rowOf(9)).isZero();
        touch(table, 9, 2);
        ItemTable fresh = table(KEEP);
        fresh.sight(9, null, 102);
        touch(fresh, 9, 2);
        assertThat(table.vector(0)).containsExactly(fresh.vector(0));
        assertThat(counts.of(LearnerCount.ITEMS_EXPIRED)).isEqualTo(1);
    }

    @Test
    void lateViewsDoNotTurnTimeBack() {
        ItemTable table = table(new VocabularySettings(1, Duration.ofMillis(100), 2_000));
        StreamTime time = new StreamTime();
        sight(table, time, 1, 1_000);
        sight(table, time, 2, 10);
        retire(table, time);
        assertThat(freed).isEmpty();
        sight(table, time, 3, 1_101);
        retire(table, time);
        assertThat(freed).containsExactly("1", "2");
    }

    @Test
    void leastRecentlySeenGoFirstPastTheLimitButNeverWhatIsHeld() {
        ItemTable table = table(new VocabularySettings(1, Duration.ZERO, 1_024));
        StreamTime time = new StreamTime();
        for (int i = 0; i < 1_024; i++) {
            sight(table, time, i, 0);
        }
        sight(table, time, 0, 0);
        sight(table, time, 5_000, 0);
        sight(table, time, 5_001, 0);
        table.retire(time, key -> key == 1, item -> freed.add(item.id()));
        assertThat(freed).containsExactly("2", "3");
        assertThat(table.size()).isEqualTo(1_024);
        assertThat(table.rowOf(0)).isNotEqualTo(ItemTable.ABSENT);
        assertThat(counts.of(LearnerCount.ITEMS_EVICTED)).isEqualTo(2);
    }

    @Test
    void orderOfSightingsAndFreeRowsSurviveARestore() {
        VocabularySettings few = new VocabularySettings(1, Duration.ZERO, 1_024);
        ItemTable table = table(few);
        StreamTime time = new StreamTime();
        for (int i = 0; i < 1_024; i++) {
            sight(table, time, (i * 7919) % 1_024, 0);
        }
        for (int i = 0; i < 50; i++) {
            sight(table, time, 10_000 + i, 0);
        }
        retire(table, time);
        ItemTable restored = restored(table, few);
        assertThat(restored.size()).isEqualTo(1_024);
        assertThat(restored.allocated()).isEqualTo(table.allocated());
        freed.clear();
        for (int i = 0; i < 400; i++) {
            sight(table, time, 20_000 + i, 0);
            retire(table, time);
        }
        List<String> unbroken = List.copyOf(freed);
        freed.clear();
        for (int i = 0; i < 400; i++) {
            sight(restored, time, 20_000 + i, 0);
            retire(restored, time);
        }
        assertThat(freed).isEqualTo(unbroken);
        for (int i = 0; i < 400; i++) {
            assertThat(restored.rowOf(20_000 + i)).isEqualTo(table.rowOf(20_000 + i));
        }
        assertThat(bytes(restored)).isEqualTo(bytes(table));
    }

    @Test
    void freedItemsLeaveTheStateUnlessTheyAreBackByThen() {
        ItemTable table = table(new VocabularySettings(1, Duration.ofMillis(100), 2_000));
        StreamTime time = new StreamTime();
        sight(table, time, 1, 0);
        sight(table, time, 2, 0);
        SavedRows state = new SavedRows();
        table.drainChanges(state);
        sight(table, time, 3, 500);
        retire(table, time);
        sight(table, time, 2, 501);
        table.drainChanges(state);
        assertThat(state.rows).containsOnlyKeys(2L, 3L);
    }

    private ItemTable table(VocabularySettings settings) {
        ItemNumbers numbers = new ItemNumbers(WIDTH, ADAM.stateSize(WIDTH), Precision.FLOAT32);
        return new ItemTable(settings, numbers, 0.1, 42, counts, false);
    }

    private ItemTable restored(ItemTable from, VocabularySettings settings) {
        SavedRows state = new SavedRows();
        from.drainChanges(state);
        ItemTable table = table(settings);
        state.rows.forEach(table::restore);
        return table;
    }

    private void retire(ItemTable table, StreamTime time) {
        table.retire(time, key -> false, item -> freed.add(item.id()));
    }

    private static void sight(ItemTable table, StreamTime time, long key, long millis) {
        time.advance(millis);
        table.sight(key, null, time.now());
    }

    private static void touch(ItemTable table, long key, long step) {
        Reals gradient = Reals.of(Precision.FLOAT32, WIDTH);
        for (int d = 0; d < WIDTH; d++) {
            gradient.set(d, d - 3);
        }
        table.update(table.rowOf(key), ADAM.at(step, 1), gradient, 0);
    }

    private static byte[] bytes(ItemTable table) {
        int[] rows = table.rowsByKey();
        ByteBuffer bytes =
                ByteBuffer.allocate(rows.length * table.numbers().bytes()).order(ByteOrder.nativeOrder());
        for (int row : rows) {
            table.numbers().write(row, bytes);
        }
        return bytes.array();
    }
}
