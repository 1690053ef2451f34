package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Users whose vectors were published less than an interval ago: what they have viewed since waits until it is over, the
 * newest view alone. By the time at which the job read the views. Not part of the saved state: whoever takes a checkpoint
 * {@linkplain #takeAll publishes first}.
 */
final class OwedUsers {
    private final long intervalMillis;
    /** In the order of publication. */
    private final Map<String, Long> publishedMillis = new LinkedHashMap<>();

    private final Map<String, TrainingExample> owed = new LinkedHashMap<>();

    OwedUsers(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** Of these views, newest of each user, those to be published now; and those owed that are due. The rest is owed. */
    List<TrainingExample> due(Iterable<TrainingExample> newest) {
        List<TrainingExample> due = new ArrayList<>();
        if (intervalMillis == 0) {
            newest.forEach(due::add);
            return due;
        }
        long now = Long.MIN_VALUE;
        for (TrainingExample view : newest) {
            now = Math.max(now, view.readMillis());
            owed.put(view.user(), view);
        }
        forgetOlderThan(now - intervalMillis);
        owed.values().removeIf(view -> !publishedMillis.containsKey(view.user()) && due.add(view));
        for (TrainingExample view : due) {
            publishedMillis.put(view.user(), now);
        }
        return due;
    }

    private void forgetOlderThan(long millis) {
        var oldest = publishedMillis.values().iterator();
        while (oldest.hasNext() && oldest.next() <= millis) {
            oldest.remove();
        }
    }

    boolean isEmpty() {
        return owed.isEmpty();
    }

    /** Everything that is owed, which then no longer is. */
    List<TrainingExample> takeAll() {
        List<TrainingExample> all = new ArrayList<>(owed.values());
        owed.clear();
        return all;
    }

    void forget(String user) {
        owed.remove(user);
    }
}
