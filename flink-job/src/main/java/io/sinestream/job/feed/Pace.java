package io.sinestream.job.feed;

import java.util.concurrent.TimeUnit;

/** Decides when an event is due: as fast as possible, or a log's time run at some speed from the first event on. */
final class Pace {
    private final double speed;
    private long startNanos;
    private long startMillis;
    private boolean started;

    /** @param speed how much faster than the log's own time; infinite for no waiting */
    Pace(double speed) {
        this.speed = speed;
    }

    /** How long to wait before an event of that time is due; 0 or less when it is. */
    long waitNanos(long eventTimeMillis, long nowNanos) {
        if (Double.isInfinite(speed)) {
            return 0;
        }
        if (!started) {
            started = true;
            startNanos = nowNanos;
            startMillis = eventTimeMillis;
        }
        double sinceStart = (eventTimeMillis - startMillis) / speed * TimeUnit.MILLISECONDS.toNanos(1);
        return startNanos + (long) sinceStart - nowNanos;
    }
}
