package io.sinestream.job.cli;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long after the job read a play the refreshed vectors were in a reader's hands, in milliseconds. What is read of a
 * topic's past tells how long the job's queues are, so counting can wait until that is through.
 */
final class Freshness {
    private static final long LARGEST_MILLIS = 3_600_000;
    private static final int DIGITS = 3;

    private final Recorder recorder = new Recorder(LARGEST_MILLIS, DIGITS);
    private final Histogram all = new Histogram(LARGEST_MILLIS, DIGITS);

    private volatile long waitingForMillis = Long.MIN_VALUE;
    private volatile long fromMillis = Long.MIN_VALUE;

    /** Percentiles of so many records; 0 when there were none. */
    record Percentiles(long count, long p50Millis, long p99Millis) {
        private static Percentiles of(Histogram histogram) {
            return histogram.getTotalCount() == 0
                    ? new Percentiles(0, 0, 0)
                    : new Percentiles(
                            histogram.getTotalCount(),
                            histogram.getValueAtPercentile(50),
                            histogram.getValueAtPercentile(99));
        }
    }

    /** Counts nothing until {@link #countOnceThrough}. */
    void countNothing() {
        waitingForMillis = Long.MAX_VALUE;
        fromMillis = Long.MAX_VALUE;
    }

    /** Counts the plays after the moment when vectors of a play of this time or later have come through. */
    void countOnceThrough(long eventTimeMillis) {
        waitingForMillis = eventTimeMillis;
    }

    /** Called by the reader's thread. */
    void received(long eventTimeMillis, long readMillis, long nowMillis) {
        if (eventTimeMillis < fromMillis) {
            if (fromMillis == Long.MAX_VALUE && eventTimeMillis >= waitingForMillis) {
                fromMillis = nowMillis;
            }
            return;
        }
        recorder.recordValue(Math.min(LARGEST_MILLIS, Math.max(0, nowMillis - readMillis)));
    }

    /** Of what came in since the last call; for one thread. */
    Percentiles sinceLastTime() {
        Histogram interval = recorder.getIntervalHistogram();
        all.add(interval);
        return Percentiles.of(interval);
    }

    /** Of the whole run; for the same thread. */
    Percentiles whole() {
        sinceLastTime();
        return Percentiles.of(all);
    }
}
