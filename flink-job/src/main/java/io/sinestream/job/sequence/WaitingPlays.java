package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The plays of one user that wait for earlier ones, in event-time order, equal times in order of arrival. Of the reports of
 * one impression only the latest waits.
 */
final class WaitingPlays {
    private final long waitMillis;
    private final int most;
    private final Tally tally;

    WaitingPlays(SequenceSettings settings, Tally tally) {
        waitMillis = settings.waitTime().toMillis();
        most = settings.maxWaiting();
        this.tally = tally;
    }

    /** Lets a play wait; the list is changed. */
    void add(List<ReadPlay> waiting, ReadPlay read) {
        int earlier = sameImpression(waiting, read.play().impressionId());
        if (earlier >= 0) {
            tally.add(Count.SUPERSEDED);
            if (waiting.get(earlier).play().eventTimeMillis() > read.play().eventTimeMillis()) {
                return;
            }
            waiting.remove(earlier);
        }
        int at = waiting.size();
        while (at > 0
                && waiting.get(at - 1).play().eventTimeMillis() > read.play().eventTimeMillis()) {
            at--;
        }
        waiting.add(at, read);
    }

    /** Takes out those whose wait is over at this event time, and the earliest where too many wait. */
    List<ReadPlay> release(List<ReadPlay> waiting, long nowMillis) {
        int n = Math.max(0, waiting.size() - most);
        while (n < waiting.size() && endOfWait(waiting.get(n)) <= nowMillis) {
            n++;
        }
        List<ReadPlay> released = new ArrayList<>(waiting.subList(0, n));
        waiting.subList(0, n).clear();
        return released;
    }

    long endOfWait(ReadPlay read) {
        return read.play().eventTimeMillis() + waitMillis;
    }

    private static int sameImpression(List<ReadPlay> waiting, @Nullable String impression) {
        for (int i = waiting.size() - 1; impression != null && i >= 0; i--) {
            if (Objects.equals(waiting.get(i).play().impressionId(), impression)) {
                return i;
            }
        }
        return -1;
    }
}
