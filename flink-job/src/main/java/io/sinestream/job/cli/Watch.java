package io.sinestream.job.cli;

import io.sinestream.job.feed.FeedThread;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after a run from its start to its end: shows how it fares, sees what goes wrong, ends it in an orderly way. */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Accumulator of the events that a restored job had counted before. */
    private static final String RESUMED = "resumed.events";

    private static final Duration GLANCE = Duration.ofMillis(200);
    private static final Duration LINE = Duration.ofSeconds(1);
    private static final Duration LOGGED = Duration.ofMinutes(1);
    private static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
    private static final Duration UP_PATIENCE = Duration.ofSeconds(30);
    private static final int STOP_ATTEMPTS = 5;

    private final EmbeddedRun run;
    private final FeedThread feed;
    private final Interrupts interrupts;
    private final Screen screen;
    private final LiveLine liveLine;
    private final RunSamples samples = new RunSamples();
    private Duration nextLogged = LOGGED;
    private final long startNanos = System.nanoTime();
    private long resumed = -1;

    /** @param rows how many events there will be, 0 when nobody knows */
    Watch(EmbeddedRun run, FeedThread feed, long rows, Interrupts interrupts, Screen screen) {
        this.run = run;
        this.feed = feed;
        this.interrupts = interrupts;
        this.screen = screen;
        this.liveLine = new LiveLine(rows);
    }

    /** When a run is over. */
    interface End {
        boolean reached(Progress progress, Duration elapsed);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** How many events the job had read before this run. */
    long resumedEvents() {
        return Math.max(0, resumed);
    }

    /**
     * Waits for the end.
     *
     * @return true at the end, false when the person asked to stop before it
     * @throws IOException when job, feed or broker cannot go on
     */
    boolean until(End end) throws Exception {
        Duration nextLine = LINE;
        while (!interrupts.await(GLANCE)) {
            Progress progress = figures();
            requireHealth(progress);
            Duration elapsed = elapsed();
            if (elapsed.compareTo(nextLine) >= 0) {
                show(progress, elapsed);
                nextLine = elapsed.plus(LINE);
            }
            if (resumed < 0 && progress.snapshot().accumulators().containsKey(RESUMED)) {
                resumed = progress.snapshot().count(RESUMED); // later a failover may have restored more
            }
            if (end.reached(progress, elapsed)) {
                return true;
            }
        }
        return false;
    }

    private void show(Progress progress, Duration elapsed) {
        Freshness.Percentiles recent = run.freshness().sinceLastTime();
        samples.look(progress, recent, elapsed);
        String line = liveLine.of(progress, recent, elapsed);
        screen.live(line);
        if (elapsed.compareTo(nextLogged) >= 0) {
            LOG.info("{}", line);
            nextLogged = elapsed.plus(LOGGED);
        }
    }

    /** How it fared from second to second. */
    RunSamples samples() {
        return samples;
    }

    private void requireHealth(Progress progress) throws IOException {
        Exception fed = feed.failure();
        if (fed != null) {
            throw new IOException("feeding the broker failed: " + fed.getMessage(), fed);
        }
        String broker = run.broker().failure();
        if (broker != null) {
            throw new IOException(broker);
        }
        if (progress.snapshot().hasEnded()) {
            throw new IOException("the job ended as " + progress.snapshot().status() + ": "
                    + progress.snapshot().failure());
        }
    }

    /**
     * Ends the job at the end of its input. A failover sets the job back, so the end is waited for again before each try.
     *
     * @return the final figures
     */
    Progress drain(End end) throws Exception {
        screen.say("all read: taking the final savepoint");
        for (int attempt = 1; ; attempt++) {
            try {
                run.job().stopWithSavepoint(true, STOP_PATIENCE);
                return end();
            } catch (IOException e) {
                screen.say("  " + e.getMessage());
                if (attempt == STOP_ATTEMPTS || figures().snapshot().hasEnded() || !until(end)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Ends the job in the middle of its input; without a savepoint when none can be had, as its last checkpoint stays.
     *
     * @return the final figures
     */
    Progress stop() throws Exception {
        screen.say("stopping: taking a savepoint");
        long patience = System.nanoTime() + UP_PATIENCE.toNanos();
        while (!figures().snapshot().working() && System.nanoTime() < patience) {
            LockSupport.parkNanos(GLANCE.toNanos());
        }
        try {
            run.job().stopWithSavepoint(false, STOP_PATIENCE);
        } catch (IOException e) {
            screen.say("  " + e.getMessage() + "; the last checkpoint stays");
            if (!figures().snapshot().hasEnded()) {
                run.job().cancel();
            }
        }
        return end();
    }

    /** The final figures, which are the last sample too. */
    private Progress end() throws Exception {
        Progress end = figures();
        samples.look(end, run.freshness().sinceLastTime(), elapsed());
        return end;
    }

    private Progress figures() throws Exception {
        return new Progress(run.job().snapshot());
    }
}
