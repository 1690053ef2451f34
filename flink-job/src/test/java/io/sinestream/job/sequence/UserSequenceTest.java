package io.sinestream.job.sequence;

import static io.sinestream.job.sequence.Plays.neutral;
import static io.sinestream.job.sequence.Plays.skip;
import static io.sinestream.job.sequence.Plays.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UserSequenceTest {
    private static final long NONE = ItemKey.NONE;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Desk desk = new Desk(Settings.window(50)
            .with(SequenceOptions.MAX_RUN, 5)
            .with(SequenceOptions.REMEMBERED_EVENTS, 8)
            .build());

    @Test
    void firstViewGivesAnExampleWithoutHistoryThatDoesNotTrain() {
        desk.take(skip("u", "3", 1));
        desk.take(view("u", "4", 2));
        TrainingExample first = desk.lastExample();
        assertThat(first.trains()).isFalse();
        assertThat(first.target()).isEqualTo(4);
        assertThat(first.skips()).containsExactly(3);
        assertThat(first.sequenceNumber()).isEqualTo(1);
        assertThat(first.labelRule()).isEqualTo("watch-ratio/1");
        assertThat(first.eventTimeMillis()).isEqualTo(2);
        assertThat(first.readMillis()).isEqualTo(9);
    }

    @Test
    void windowPairsEachViewWithTheSkipRightBeforeIt() {
        desk.take(skip("u", "1", 1));
        desk.take(skip("u", "2", 2));
        desk.take(view("u", "10", 3));
        desk.take(view("u", "11", 4));
        desk.take(skip("u", "3", 5));
        desk.take(view("u", "12", 6));
        desk.take(view("u", "13", 7));
        assertThat(desk.lastExample().history()).containsExactly(10, 11, 12);
        assertThat(desk.lastExample().historySkips()).containsExactly(2, NONE, 3);
        assertThat(desk.lastExample().skips()).isEmpty();
        assertThat(desk.lastExample().nearestSkip()).isEqualTo(NONE);
    }

    @Test
    void neutralDoesNotSeparateASkipFromTheViewAfterIt() {
        desk.take(skip("u", "1", 1));
        desk.take(neutral("u", "2", 2));
        desk.take(view("u", "3", 3));
        assertThat(desk.lastExample().nearestSkip()).isEqualTo(1);
        assertThat(desk.count(Count.NEUTRAL)).isEqualTo(1);
    }

    @Test
    void usersDoNotMix() {
        desk.take(skip("u", "1", 1));
        desk.take(view("v", "2", 2));
        assertThat(desk.lastExample().user()).isEqualTo("v");
        assertThat(desk.lastExample().skips()).isEmpty();
    }

    @Test
    void idsTravelBesideHashedKeysOnly() {
        desk.take(skip("u", "clip-a", 1));
        desk.take(skip("u", "7", 2));
        desk.take(view("u", "clip-b", 3));
        TrainingExample example = desk.lastExample();
        assertThat(example.skips()).containsExactly(ItemKey.of("clip-a"), 7);
        assertThat(example.skipIds()).containsExactly("clip-a", "");
        assertThat(example.target()).isEqualTo(ItemKey.of("clip-b"));
        assertThat(example.targetId()).isEqualTo("clip-b");
        desk.take(skip("u", "8", 4));
        desk.take(view("u", "9", 5));
        assertThat(desk.lastExample().skipIds()).isEmpty();
        assertThat(desk.lastExample().targetId()).isNull();
        assertThat(desk.lastExample().historySkips()).containsExactly(7);
    }

    @Test
    void duplicatesAreCountedAndChangeNothing() {
        desk.take(view("u", "1", 1));
        desk.take(view("u", "1", 1));
        desk.take(skip("u", "2", 2));
        desk.take(skip("u", "2", 2));
        desk.take(view("u", "3", 3));
        desk.take(view("u", "1", 1));
        assertThat(desk.examples).hasSize(2);
        assertThat(desk.lastExample().skips()).containsExactly(2);
        assertThat(desk.count(Count.DUPLICATE)).isEqualTo(3);
        assertThat(desk.count(Count.EFFECTIVE_VIEW)).isEqualTo(2);
        assertThat(desk.count(Count.SKIP)).isEqualTo(1);
    }

    @Test
    void onlyTheLastEventIdsAreRemembered() {
        desk.take(view("u", "1", 1));
        for (int i = 2; i <= 9; i++) {
            desk.take(view("u", Integer.toString(i), i));
        }
        desk.take(view("u", "2", 2));
        assertThat(desk.count(Count.DUPLICATE)).isEqualTo(1);
        desk.take(view("u", "1", 1));
        assertThat(desk.count(Count.DUPLICATE)).isEqualTo(1);
        assertThat(desk.count(Count.LATE)).isEqualTo(1);
    }

    @Test
    void longRunOfSkipsLosesItsOldestAndCountsThem() {
        for (int i = 1; i <= 8; i++) {
            desk.take(skip("u", Integer.toString(i), i));
        }
        desk.take(view("u", "100", 9));
        assertThat(desk.lastExample().skips()).containsExactly(4, 5, 6, 7, 8);
        assertThat(desk.count(Count.SKIP_DROPPED)).isEqualTo(3);
    }

    @Test
    void lateSkipIsPairedWithTheViewItCameBefore() {
        desk.take(skip("u", "1", 10));
        desk.take(view("u", "20", 30));
        desk.take(view("u", "21", 50));
        desk.take(skip("u", "2", 20));
        desk.take(skip("u", "3", 40));
        desk.take(view("u", "22", 60));
        assertThat(desk.lastExample().history()).containsExactly(20, 21);
        assertThat(desk.lastExample().historySkips()).containsExactly(2, 3);
        assertThat(desk.lastExample().skips()).isEmpty();
        assertThat(desk.count(Count.LATE)).isEqualTo(2);
    }

    @Test
    void lateViewTakesItsPlaceAndItsSkipButGivesNoExample() {
        desk.take(skip("u", "1", 10));
        desk.take(skip("u", "2", 30));
        desk.take(view("u", "20", 40));
        desk.take(view("u", "21", 20));
        assertThat(desk.examples).hasSize(1);
        desk.take(view("u", "22", 50));
        assertThat(desk.lastExample().history()).containsExactly(21, 20);
        assertThat(desk.lastExample().historySkips()).containsExactly(1, 2);
        assertThat(desk.lastExample().sequenceNumber()).isEqualTo(3);
    }

    @Test
    void lateViewAfterTheNewestViewIsStillTheNewestAndGivesAnExample() {
        desk.take(view("u", "20", 10));
        desk.take(skip("u", "1", 20));
        desk.take(skip("u", "2", 40));
        desk.take(view("u", "21", 30));
        assertThat(desk.lastExample().target()).isEqualTo(21);
        assertThat(desk.lastExample().skips()).containsExactly(1);
        desk.take(view("u", "22", 50));
        assertThat(desk.lastExample().skips()).containsExactly(2);
        assertThat(desk.lastExample().historySkips()).containsExactly(NONE, 1);
    }

    @Test
    void equalTimesKeepTheOrderOfArrivalAndAreNotLate() {
        desk.take(skip("u", "1", 10));
        desk.take(view("u", "20", 10));
        desk.take(skip("u", "2", 10));
        desk.take(view("u", "21", 10));
        assertThat(desk.lastExample().historySkips()).containsExactly(1);
        assertThat(desk.lastExample().skips()).containsExactly(2);
        assertThat(desk.count(Count.LATE)).isZero();
    }

    @Test
    void eventsBeyondTheLateBoundAreDroppedAndCounted() {
        desk.take(view("u", "20", DAY));
        desk.take(view("u", "21", DAY - 600_001));
        desk.take(view("u", "22", DAY - 600_000));
        desk.take(view("u", "23", DAY + 1));
        assertThat(desk.lastExample().history()).containsExactly(22, 20);
        assertThat(desk.count(Count.TOO_LATE)).isEqualTo(1);
        assertThat(desk.count(Count.LATE)).isEqualTo(1);
        assertThat(desk.count(Count.EFFECTIVE_VIEW)).isEqualTo(4);
    }

    @Test
    void windowIsTheLastViewsWhereverTheyRest() {
        for (int i = 0; i < 300; i++) {
            desk.take(skip("u", Integer.toString(1000 + i), 2L * i * 60_000));
            desk.take(view("u", Integer.toString(i), (2L * i + 1) * 60_000));
            TrainingExample example = desk.lastExample();
            int n = Math.min(50, i);
            assertThat(example.history()).hasSize(n);
            for (int j = 0; j < n; j++) {
                assertThat(example.history()[j]).isEqualTo(i - n + j);
                assertThat(example.historySkips()[j]).isEqualTo(1000 + i - n + j);
            }
        }
        assertThat(desk.recentBytes("u")).isLessThan(500);
        assertThat(desk.olderBytes("u")).isLessThanOrEqualTo(2 + 50 * 4);
    }

    @Test
    void stateOfAHotUserStaysBounded() {
        for (int i = 0; i < 5000; i++) {
            desk.take(i % 3 == 0 ? view("hot", "item-" + i, i) : skip("hot", "item-" + i, i));
            assertThat(desk.recentBytes("hot")).isLessThan(8000);
        }
        assertThat(desk.lastExample().history()).hasSize(50);
        assertThat(desk.lastExample().historySkips()).doesNotContain(NONE);
    }
}
