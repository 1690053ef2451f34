package io.sinestream.job.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run looked like from second to second, for its report. There are at most {@value #MOST}: then every other one goes,
 * and from then on only every other second is kept, so that a run of days fits too.
 */
final class RunSamples {
    static final int MOST = 1_200;

    private final List<Sample> samples = new ArrayList<>();
    private long stride = 1;
    private long looks;
    private long lastEvents = -1;
    private double lastSeconds;

    /**
     * A moment; NaN for what was not known.
     *
     * @param seconds since the start
     * @param eventsPerSecond since the sample before
     * @param auc of the model, pooled since the start
     * @param windowAuc of the model over the last instances
     * @param popularityAuc of the baseline over the same
     * @param lossRandomItems and the next: losses by term, recent
     * @param freshP50Millis and the next: of what a reader got since the last look
     */
    record Sample(
            double seconds,
            double eventsPerSecond,
            long views,
            long skips,
            long neutral,
            long rejected,
            double auc,
            double windowAuc,
            double popularityAuc,
            double lossRandomItems,
            double lossSkips,
            double freshP50Millis,
            double freshP99Millis,
            long items) {}

    /** Looks at the run; to be called about once a second. */
    void look(Progress progress, Freshness.Percentiles fresh, Duration elapsed) {
        if (looks++ % stride != 0) {
            return;
        }
        if (samples.size() == MOST) {
            thin();
        }
        double seconds = elapsed.toMillis() / 1000.0;
        long events = progress.count(Progress.READ);
        double rate = lastEvents < 0 || seconds <= lastSeconds
                ? Double.NaN
                : Math.max(0, events - lastEvents) / (seconds - lastSeconds);
        lastEvents = events;
        lastSeconds = seconds;
        boolean wasRead = fresh.count() > 0;
        samples.add(new Sample(
                seconds,
                rate,
                progress.count("events.effectiveView"),
                progress.count("events.skip"),
                progress.count("events.neutral"),
                progress.count("events.rejected"),
                progress.count("quality.instances") == 0 ? Double.NaN : progress.number("quality.auc", Double.NaN),
                progress.number("quality.window.auc", Double.NaN),
                progress.number("quality.window.popularity.auc", Double.NaN),
                progress.number("loss.randomItems", Double.NaN),
                progress.number("loss.skips", Double.NaN),
                wasRead ? fresh.p50Millis() : Double.NaN,
                wasRead ? fresh.p99Millis() : Double.NaN,
                progress.count("model.items")));
    }

    private void thin() {
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < samples.size(); i += 2) {
            kept.add(samples.get(i));
        }
        samples.clear();
        samples.addAll(kept);
        stride *= 2;
    }

    /** Oldest first. */
    List<Sample> all() {
        return List.copyOf(samples);
    }
}
