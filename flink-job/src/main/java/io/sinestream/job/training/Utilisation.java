package io.sinestream.job.training;

/**
 * How busy the learner is: the share of each full second that it worked. It counts as overloaded once that is above {@value
 * #HIGH} and until it is below {@value #LOW} again, so that what it then does about it does not make it flutter.
 *
 * <p>Written by the learner's thread, read by any. Times are those of {@link System#nanoTime}.
 */
final class Utilisation {
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final double HIGH = 0.9;
    private static final double LOW = 0.7;

    private long from;
    private long worked;
    private volatile double share;
    private volatile boolean overloaded;
    private volatile long measured;

    Utilisation(long now) {
        from = now;
        measured = now;
    }

    /** It worked from {@code start} to {@code end}; times never go back. */
    void worked(long start, long end) {
        worked += end - start;
        if (end - from >= WINDOW_NANOS) {
            share = Math.min(1, (double) worked / (end - from));
            overloaded = share > (overloaded ? LOW : HIGH);
            from = end;
            worked = 0;
            measured = end;
        }
    }

    /** Of the last full second; 0 when nothing came for longer than that. */
    double share(long now) {
        return now - measured > 2 * WINDOW_NANOS ? 0 : share;
    }

    boolean isOverloaded() {
        return overloaded;
    }
}
