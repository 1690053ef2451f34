package io.sinestream.job.training;

import io.sinestream.model.sine.LearnerCount;
import io.sinestream.model.sine.LearnerCounts;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells people in the log how the learner fares: a line a minute while views come, and one whenever a step is dropped. */
final class HealthLog {
    private static final long EVERY_MILLIS = TimeUnit.MINUTES.toMillis(1);
    private static final double MEGABYTE = 1e6;

    private final Consumer<String> info;
    private final Consumer<String> warning;
    private final LearnerCounts counts;
    private long lastMillis;
    private long lastTrained;
    private long lastDropped;

    HealthLog(Consumer<String> info, Consumer<String> warning, LearnerCounts counts, long nowMillis) {
        this.info = info;
        this.warning = warning;
        this.counts = counts;
        this.lastMillis = nowMillis;
        this.lastTrained = counts.examplesTrained();
        this.lastDropped = counts.of(LearnerCount.DROPPED_STEPS);
    }

    /** To be called every few seconds. */
    void look(LearnerReading now, long nowMillis) {
        if (nowMillis - lastMillis < EVERY_MILLIS || counts.examplesTrained() == lastTrained) {
            return;
        }
        info.accept(line(now, (nowMillis - lastMillis) / 1000.0));
        lastMillis = nowMillis;
        lastTrained = counts.examplesTrained();
    }

    private String line(LearnerReading now, double seconds) {
        return String.format(
                Locale.ROOT,
                "model version %,d: %,d views trained (%,.0f/s), AUC of the last %,d instances %.3f (popularity %.3f,"
                        + " random 0.5), %,d items, %,d vectors published, %,d withheld, %,d steps dropped, %,.0f MB resident",
                counts.steps(),
                counts.examplesTrained(),
                (counts.examplesTrained() - lastTrained) / seconds,
                now.quality().window().grouped().instances(),
                now.quality().window().auc(),
                now.quality().windowOfPopularity().auc(),
                now.items(),
                counts.of(LearnerCount.VECTORS_PUBLISHED),
                counts.of(LearnerCount.VECTORS_WITHHELD),
                counts.of(LearnerCount.DROPPED_STEPS),
                ProcessMemory.residentBytes() / MEGABYTE);
    }

    /** To be called after each batch: says when it was dropped. */
    void stepped() {
        long dropped = counts.of(LearnerCount.DROPPED_STEPS);
        if (dropped != lastDropped) {
            lastDropped = dropped;
            warning.accept("a training step was dropped, " + dropped
                    + " in all: its loss or a gradient was not finite; weights"
                    + " stay as they were and learning goes on. More than a few mean too high a learner.learning-rate");
        }
    }
}
