package io.sinestream.job.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AudienceSimulatorTest {
    private static final long START = 1_700_000_000_000L;
    private static final int EVENTS = 60_000;

    private final List<PlayEvent> events = events(new AudienceSimulator(7, START, 200), EVENTS);

    @Test
    void theSameSeedGivesTheSameEvents() {
        assertThat(events(new AudienceSimulator(7, START, 200), EVENTS)).isEqualTo(events);
        assertThat(events(new AudienceSimulator(8, START, 200), EVENTS)).isNotEqualTo(events);
    }

    @Test
    void eventsComeInOrderAtTheWantedRate() {
        assertThat(events).extracting(PlayEvent::eventTimeMillis).isSorted();
        assertThat(events).extracting(PlayEvent::eventId).doesNotHaveDuplicates();
        double seconds = (events.get(EVENTS - 1).eventTimeMillis() - START) / 1000.0;
        assertThat(EVENTS / seconds).isCloseTo(200, Percentage.withPercentage(6));
    }

    @Test
    void mostPlaysAreSkipsAndAboutAQuarterAreViews() {
        double views = share(event -> 2 * event.watchMillis() > event.durationMillis());
        double skips = share(event -> event.watchMillis() < 3000 && 2 * event.watchMillis() <= event.durationMillis());

        assertThat(views).isBetween(0.2, 0.4);
        assertThat(skips).isBetween(0.5, 0.75);
    }

    @Test
    void newVideosAppearAndAreSeen() {
        List<String> early =
                events.subList(0, 5_000).stream().map(PlayEvent::item).toList();
        List<String> late = events.subList(EVENTS - 5_000, EVENTS).stream()
                .map(PlayEvent::item)
                .collect(Collectors.toCollection(ArrayList::new));
        late.removeAll(early);

        assertThat(late).hasSizeGreaterThan(200);
    }

    @Test
    void aUserPlaysOneVideoAtATime() {
        String user = events.get(0).user();
        List<PlayEvent> own = events.stream().filter(e -> e.user().equals(user)).toList();

        assertThat(own).hasSizeGreaterThan(10);
        for (int i = 1; i < own.size(); i++) {
            assertThat(own.get(i).eventTimeMillis() - own.get(i).watchMillis())
                    .isGreaterThan(own.get(i - 1).eventTimeMillis());
        }
    }

    @Test
    void videosAndTastesAreDescribedInWords() {
        AudienceSimulator simulator = new AudienceSimulator(7, START, 200);

        assertThat(simulator.describe(simulator.next().item())).contains(", ");
        assertThat(simulator.describe("elsewhere")).isEqualTo("elsewhere");
        assertThat(simulator.tastes("u1")).hasSize(2);
        assertThat(simulator.shareOfTopics("u1")).isBetween(0.2, 0.3);
        assertThat(simulator.shareOfTastes("u1")).isBetween(0.04, 0.06);
    }

    @Test
    void theHistoryOfABusyUserIsKept() {
        RecentPlays recent = new RecentPlays();
        events.subList(0, 20_000).forEach(recent::add);
        String user = recent.newestBusyUser(name -> true).orElseThrow();

        assertThat(recent.of(user)).hasSize(12).allMatch(event -> event.user().equals(user));
        assertThat(recent.of("nobody")).isEmpty();
        assertThat(recent.newestBusyUser(name -> false)).isEmpty();
    }

    private double share(java.util.function.Predicate<PlayEvent> what) {
        return (double) events.stream().filter(what).count() / events.size();
    }

    private static List<PlayEvent> events(AudienceSimulator simulator, int count) {
        List<PlayEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(simulator.next());
        }
        return events;
    }
}
