package io.sinestream.job.feedback;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Videos by length.
 *
 * @param edgesMillis (n) rising durations at which the next of n + 1 groups begins
 */
record DurationGroups(List<Long> edgesMillis) implements Serializable {
    static DurationGroups at(List<Duration> edges) {
        return new DurationGroups(edges.stream().map(Duration::toMillis).toList());
    }

    int count() {
        return edgesMillis.size() + 1;
    }

    int of(long durationMillis) {
        int group = 0;
        while (group < edgesMillis.size() && durationMillis >= edgesMillis.get(group)) {
            group++;
        }
        return group;
    }
}
