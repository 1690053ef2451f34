package io.sinestream.job.sequence;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which changed values are written ahead of the next checkpoint, while the stream flows, so that it stands still for few of them when
 * the checkpoint comes: oldest first, at most {@value #PER_MILLI} a millisecond (5 µs each, so a twentieth of a core), and as
 * late as that bound allows, since a user who plays again is written again. When the next one comes is guessed from the last two.
 *
 * @param <T> what is written
 */
final class EarlyWrites<T> {
    /** One that is younger may change again in the same burst. */
    static final long REST_MILLIS = 250;

    /** What the guess may be wrong by, and what those take that change in the meantime. */
    static final long MARGIN_MILLIS = 1000;

    private static final int PER_MILLI = 10;

    /** What a pause may save up: writes of a millisecond. */
    private static final int MOST_AT_ONCE = 200;

    private final ArrayDeque<Entry<T>> waiting = new ArrayDeque<>();
    private final LongSupplier clock;
    private long checkpointMillis;
    private long intervalMillis;
    private long pacedMillis;
    private long allowed;

    private record Entry<T>(T what, long sinceMillis) {}

    /** @param clock of the machine, in milliseconds */
    EarlyWrites(LongSupplier clock) {
        this.clock = clock;
    }

    /** Who calls keeps each value in here at most once. */
    void add(T what) {
        waiting.add(new Entry<>(what, clock.getAsLong()));
    }

    /** Takes out what is to be written now; null when nothing is. */
    @Nullable T next() {
        Entry<T> oldest = waiting.peek();
        if (oldest == null) {
            return null;
        }
        long now = clock.getAsLong();
        if (now - oldest.sinceMillis < REST_MILLIS || !isTime(now)) {
            return null;
        }
        waiting.remove();
        allowed--;
        return oldest.what;
    }

    private boolean isTime(long nowMillis) {
        long left = checkpointMillis + intervalMillis - nowMillis;
        if (left > MARGIN_MILLIS + waiting.size() / PER_MILLI) {
            return false;
        }
        long passed = Math.min(MOST_AT_ONCE, Math.max(0, nowMillis - pacedMillis));
        pacedMillis = nowMillis;
        allowed = Math.min(MOST_AT_ONCE, allowed + passed * PER_MILLI);
        return allowed > 0;
    }

    /** To be called at a checkpoint, when everything has been written. */
    void allWritten() {
        waiting.clear();
        long now = clock.getAsLong();
        intervalMillis = now - checkpointMillis;
        checkpointMillis = now;
    }
}
