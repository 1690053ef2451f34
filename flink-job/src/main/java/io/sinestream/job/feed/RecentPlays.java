package io.sinestream.job.feed;

import io.sinestream.schema.PlayEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last plays of every user, to show a person what a user saw. Safe for several threads. */
public final class RecentPlays {
    private static final int MOST = 12;

    private final Map<String, Deque<PlayEvent>> plays = new HashMap<>();

    public synchronized void add(PlayEvent event) {
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

    /** Someone who watched a moment ago and has a full history, so that there is something to see. */
    public synchronized Optional<String> newestBusyUser() {
        return plays.entrySet().stream()
                .filter(user -> user.getValue().size() == MOST)
                .max((a, b) -> Long.compare(
                        a.getValue().getLast().eventTimeMillis(),
                        b.getValue().getLast().eventTimeMillis()))
                .map(Map.Entry::getKey);
    }
}
