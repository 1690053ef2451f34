package io.sinestream.job.cli;

import java.time.Duration;
import java.util.Locale;
import org.apache.flink.api.common.JobStatus;

/** One line on how the run fares, and why it does not when it does not. */
final class LiveLine {
    private final long rows;
    private long lastEvents = -1;
    private Duration lastElapsed = Duration.ZERO;

    /** @param rows how many events there are in all, 0 when nobody knows */
    LiveLine(long rows) {
        this.rows = rows;
    }

    String of(Progress progress, Freshness.Percentiles recent, Duration elapsed) {
        long events = progress.count(Progress.READ);
        StringBuilder line = new StringBuilder();
        add(line, "%02d:%02d", elapsed.toMinutes(), elapsed.toSecondsPart());
        if (progress.snapshot().status() != JobStatus.RUNNING) {
            String failure = progress.snapshot().failure();
            add(line, "  job %s%s", progress.snapshot().status(), failure == null ? "" : ": " + failure);
        }
        add(line, "  %,d events", events);
        if (rows > 0) {
            add(line, " of %,d", rows);
        }
        add(line, " %,.0f/s", rate(events, elapsed));
        long views = progress.count("events.effectiveView");
        long skips = progress.count("events.skip");
        long neutral = progress.count("events.neutral");
        long labels = Math.max(1, views + skips + neutral);
        add(
                line,
                "  views %.0f%% skips %.0f%% neutral %.0f%%",
                100.0 * views / labels,
                100.0 * skips / labels,
                100.0 * neutral / labels);
        double auc = progress.number("quality.auc", Double.NaN);
        if (Double.isNaN(auc) || progress.count("quality.instances") == 0) {
            line.append("  AUC not yet");
        } else {
            add(line, "  AUC %.3f (random 0.5)", auc);
        }
        if (recent.count() > 0) {
            add(line, "  fresh p50 %,d p99 %,d ms", recent.p50Millis(), recent.p99Millis());
        }
        return line.toString();
    }

    private double rate(long events, Duration elapsed) {
        double seconds = elapsed.minus(lastElapsed).toNanos() / 1e9;
        double rate = lastEvents < 0 || seconds <= 0 ? 0 : Math.max(0, events - lastEvents) / seconds;
        lastEvents = events;
        lastElapsed = elapsed;
        return rate;
    }

    private static void add(StringBuilder line, String format, Object... values) {
        line.append(String.format(Locale.ROOT, format, values));
    }
}
