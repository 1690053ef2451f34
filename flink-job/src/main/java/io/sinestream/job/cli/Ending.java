package io.sinestream.job.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The last words of a run: its report, and the figures that matter on the screen. */
final class Ending {
    private Ending() {}

    /**
     * @param working how long the job was at it
     * @param options say where reports go
     */
    static void tell(
            EmbeddedRun run, Progress end, Duration working, Watch watch, EmbeddedOptions options, Screen screen)
            throws IOException {
        long resumed = watch.resumedEvents();
        double seconds = Math.max(1, working.toMillis()) / 1000.0;
        long read = end.count(Progress.READ);
        Freshness.Percentiles fresh = run.freshness().whole();
        RunReport report = new RunReport(end)
                .with("freshness.p50Millis", fresh.count() == 0 ? null : (Object) fresh.p50Millis())
                .with("freshness.p99Millis", fresh.count() == 0 ? null : (Object) fresh.p99Millis())
                .with("freshness.count", fresh.count())
                .with("seconds", seconds)
                .with("eventsPerSecond", Math.max(0, read - resumed) / seconds)
                .with("firstVectorSeconds", firstVectorSeconds(run))
                .with("resumed.fromCheckpoint", run.resumedFrom().isPresent())
                .with("resumed.path", run.resumedFrom().map(Path::toString).orElse(null))
                .with("resumed.events", resumed);
        screen.say(String.format(
                Locale.ROOT,
                "%,d events (%,d views, %,d skips, %,d neutral, %,d rejected) in %.1f s; %,d steps, %,d vectors published",
                read,
                end.count("events.effectiveView"),
                end.count("events.skip"),
                end.count("events.neutral"),
                end.count("events.rejected"),
                seconds,
                end.count("model.steps"),
                end.count("vectors.published")));
        screen.say(String.format(
                Locale.ROOT,
                "test-then-train AUC %.3f, of the later half %.3f (random 0.5) over %,d instances",
                end.number("quality.auc", Double.NaN),
                end.number("quality.aucSecondHalf", Double.NaN),
                end.count("quality.instances")));
        if (options.report != null) {
            report.write(options.report);
            screen.say("report: " + options.report);
        }
        if (options.reportHtml != null) {
            new HtmlReport(report.fields(), watch.samples().all()).write(options.reportHtml);
            screen.say("report with plots: " + options.reportHtml);
        }
    }

    /** From the start of this process, the build excluded, to the first vectors in a reader's hands. */
    private static @Nullable Object firstVectorSeconds(EmbeddedRun run) {
        long first = run.vectors().firstMillis();
        return first == 0
                ? null
                : (Object) ((first - ManagementFactory.getRuntimeMXBean().getStartTime()) / 1000.0);
    }
}
