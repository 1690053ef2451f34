package io.sinestream.job.feed;

import io.sinestream.schema.PlayEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The last plays of every user, the first thousands of them, to show a person what a user saw. Safe for several threads. */
public final class RecentPlays {
    private static final int MOST = 12;
    private static final int MOST_USERS = 20_000;

    private final Map<String, Deque<PlayEvent>> plays = new HashMap<>();

    public synchronized void add(PlayEvent event) {
        if (plays.size() >= MOST_USERS && !plays.containsKey(event.user())) {
            return;
        }
        Deque<PlayEvent> last = plays.computeIfAbsent(event.user(), user -> new ArrayDeque<>());
        last.addLast(event);
        if (last.size() > MOST) {
            last.removeFirst();
        }
    }

    /** Oldest first. */
    public synchronized List<PlayEvent> of(String user) {
        return List.copyOf(plays.getOrDefault(user, new ArrayDeque<>()));
    }

    /** Of those wanted, someone who watched a moment ago and has a full history, so that there is something to see. */
    public synchronized Optional<String> newestBusyUser(Predicate<String> wanted) {
        return plays.entrySet().stream()
                .filter(user -> user.getValue().size() == MOST && wanted.test(user.getKey()))
                .max((a, b) -> Long.compare(
                        a.getValue().getLast().eventTimeMillis(),
                        b.getValue().getLast().eventTimeMillis()))
                .map(Map.Entry::getKey);
    }
}
