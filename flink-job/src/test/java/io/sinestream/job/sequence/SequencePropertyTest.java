package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not change, whatever order the events come in. */
class SequencePropertyTest {
    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final SequenceSettings SETTINGS = Settings.window(20)
            .with(SequenceOptions.REMEMBERED_EVENTS, 200)
            .with(SequenceOptions.LATE_BOUND, BOUND)
            .build();
    private static final int USERS = 9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void interleavingUsersOtherwiseLeavesTheExamplesOfEachUnchanged(long seed) {
        List<ReadPlay> plays = RandomPlays.inOrder(seed, USERS, 2000);
        assertThat(byUser(interleaved(plays, new RandomPlays(seed + 100)))).isEqualTo(byUser(plays));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void duplicatesLeaveTheExamplesUnchanged(long seed) {
        List<ReadPlay> plays = RandomPlays.inOrder(seed, USERS, 2000);
        RandomPlays random = new RandomPlays(seed + 200);
        List<ReadPlay> doubled = new ArrayList<>();
        for (int i = 0; i < plays.size(); i++) {
            doubled.add(plays.get(i));
            for (int again = random.below(3); again > 0; again--) {
                doubled.add(plays.get(Math.max(0, i - random.below(100))));
            }
        }
        Desk desk = new Desk(SETTINGS);
        desk.takeAll(doubled);
        Desk once = new Desk(SETTINGS);
        once.takeAll(plays);
        assertThat(Examples.texts(desk.examples)).isEqualTo(Examples.texts(once.examples));
        assertThat(desk.count(Count.DUPLICATE)).isEqualTo(doubled.size() - plays.size());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void lateEventsWithinTheBoundGiveTheWindowsOfEventsInOrder(long seed) {
        List<ReadPlay> plays = withoutEqualTimes(RandomPlays.inOrder(seed, USERS, 3000));
        Desk inOrder = new Desk(SETTINGS);
        Desk shuffled = new Desk(SETTINGS);
        inOrder.takeAll(plays);
        shuffled.takeAll(delayed(plays, new RandomPlays(seed + 300)));
        assertThat(shuffled.count(Count.LATE)).isGreaterThan(500);
        assertThat(shuffled.count(Count.TOO_LATE)).isZero();
        long end = plays.get(plays.size() - 1).play().eventTimeMillis() + 1;
        for (int user = 0; user < USERS; user++) {
            ReadPlay last = Plays.view("u" + user, "1", end);
            inOrder.take(last);
            shuffled.take(last);
            assertThat(Examples.text(shuffled.lastExample()))
                    .as("last window of user %s", user)
                    .isEqualTo(Examples.text(inOrder.lastExample()));
        }
    }

    private static Map<String, List<String>> byUser(List<ReadPlay> plays) {
        Desk desk = new Desk(SETTINGS);
        desk.takeAll(plays);
        Map<String, List<String>> examples = new TreeMap<>();
        desk.examples.forEach(example -> examples.computeIfAbsent(example.user(), user -> new ArrayList<>())
                .add(Examples.text(example)));
        return examples;
    }

    /** The same order within each user, another across them. */
    private static List<ReadPlay> interleaved(List<ReadPlay> plays, RandomPlays random) {
        Map<String, Deque<ReadPlay>> queues = new LinkedHashMap<>();
        plays.forEach(play -> queues.computeIfAbsent(play.play().user(), user -> new ArrayDeque<>())
                .add(play));
        List<Deque<ReadPlay>> waiting = new ArrayList<>(queues.values());
        List<ReadPlay> out = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Deque<ReadPlay> queue = waiting.get(random.below(waiting.size()));
            out.add(queue.remove());
            if (queue.isEmpty()) {
                waiting.remove(queue);
            }
        }
        return out;
    }

    /** Arrival times up to the bound after the event times; ties in arrival keep the order. */
    private static List<ReadPlay> delayed(List<ReadPlay> plays, RandomPlays random) {
        record Arriving(long at, ReadPlay play) {}
        List<Arriving> arriving = new ArrayList<>();
        for (ReadPlay play : plays) {
            int delay = random.below(3) == 0 ? random.below((int) BOUND.toMillis()) : 0;
            arriving.add(new Arriving(play.play().eventTimeMillis() + delay, play));
        }
        arriving.sort((a, b) -> Long.compare(a.at(), b.at()));
        return arriving.stream().map(Arriving::play).toList();
    }

    private static List<ReadPlay> withoutEqualTimes(List<ReadPlay> plays) {
        List<ReadPlay> distinct = new ArrayList<>();
        long before = 0;
        for (ReadPlay play : plays) {
            if (play.play().eventTimeMillis() > before) {
                distinct.add(play);
                before = play.play().eventTimeMillis();
            }
        }
        return distinct;
    }
}
