package io.sinestream.job.training;

import io.sinestream.model.quality.TestThenTrainQuality;
import io.sinestream.model.sine.LearnerCount;
import io.sinestream.model.sine.PublishedScoreError;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.Torch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What operators see of the learner: gauges and histograms in Flink's metrics, and an accumulator that the run's report
 * reads. Counts and quality come from the learner's saved state, so they go on after a restart instead of starting at zero.
 *
 * <p>Quality sums over all that is kept of it, so it is {@linkplain #refresh refreshed} every other second, with the head and
 * at checkpoints, not at each step; what is read in between is the last {@link LearnerReading}.
 */
final class LearnerFigures {
    private static final int HISTOGRAM_SAMPLES = 2_000;
    private static final double MILLIS = 1000.0;
    private static final double MICROS = 1e6;
    private static final long RECENT_MILLIS = 10_000;
    private static final long LATER_MILLIS = 600_000;

    /** Gauges under these names report under {@code quality.} as under {@code learner.} in the metrics. */
    private static final List<String> REPORTED = List.of("popularity", "window", "lastHour", "slice");

    private final SineLearner learner;
    private final KeyedLearnerState state;
    private final LongSupplier clock;
    private final LearnerSummary summary = new LearnerSummary();
    private final Map<LearnerHistogram, Histogram> histograms = new EnumMap<>(LearnerHistogram.class);
    private final Map<String, String> digest = new TreeMap<>();
    private final Utilisation utilisation = new Utilisation(System.nanoTime());
    private volatile LearnerReading reading;
    private volatile long lastViewMillis;
    private volatile long lastVectorMillis;

    /** @param clock milliseconds, as those of plays */
    LearnerFigures(
            RuntimeContext context,
            MetricGroup metrics,
            SineLearner learner,
            KeyedLearnerState state,
            LongSupplier clock) {
        this.learner = learner;
        this.state = state;
        this.clock = clock;
        this.reading = LearnerReading.of(learner, state.written());
        this.lastViewMillis = clock.getAsLong();
        this.lastVectorMillis = lastViewMillis;
        context.addAccumulator(LearnerSummary.NAME, summary);
        MetricGroup group = metrics.addGroup("learner");
        for (LearnerCount count : LearnerCount.values()) {
            group.gauge(count.shortName(), () -> learner.counts().of(count));
        }
        for (LearnerGauge gauge : LearnerGauges.all()) {
            gauge.register(group, this);
        }
        if (Torch.hasGpu()) {
            group.addGroup("memory").gauge("gpuUsedBytes", Torch::gpuUsedBytes);
        }
        for (LearnerHistogram histogram : LearnerHistogram.values()) {
            histograms.put(
                    histogram,
                    group.histogram(histogram.shortName(), new DescriptiveStatisticsHistogram(HISTOGRAM_SAMPLES)));
        }
    }

    LearnerReading reading() {
        return reading;
    }

    double sinceView() {
        return (clock.getAsLong() - lastViewMillis) / MILLIS;
    }

    double sinceVector() {
        return (clock.getAsLong() - lastVectorMillis) / MILLIS;
    }

    /** An effective view has come. */
    void viewed() {
        lastViewMillis = clock.getAsLong();
    }

    /** The learner worked from then to then, in {@link System#nanoTime}. */
    void worked(long start, long end) {
        utilisation.worked(start, end);
    }

    /** Share of the last second or so that the learner worked, hence could not have taken on. */
    double utilisation() {
        return utilisation.share(System.nanoTime());
    }

    boolean isOverloaded() {
        return utilisation.isOverloaded();
    }

    /** A batch was full: tested, trained and emitted within so many nanoseconds. */
    void stepped(long nanos) {
        histogram(LearnerHistogram.BATCH).update(nanos / 1_000_000);
    }

    /** A user's vectors are handed to the sink, those of a play that happened and was read then. */
    void published(long eventTimeMillis, long readMillis) {
        long now = clock.getAsLong();
        lastVectorMillis = now;
        histogram(LearnerHistogram.FRESHNESS).update(now - readMillis);
        histogram(LearnerHistogram.EVENT_TO_VECTOR).update(now - eventTimeMillis);
    }

    /** Scores by what is published were compared with the model's. */
    void compared(PublishedScoreError error) {
        LearnerHistogram byAge = error.ageMillis() <= RECENT_MILLIS
                ? LearnerHistogram.PUBLISHED_ERROR_RECENT
                : error.ageMillis() <= LATER_MILLIS
                        ? LearnerHistogram.PUBLISHED_ERROR_LATER
                        : LearnerHistogram.PUBLISHED_ERROR_OLD;
        histogram(byAge).update(Math.round(MICROS * error.error()));
        if (error.bound() > 0) {
            histogram(LearnerHistogram.PUBLISHED_ITEM_ERROR).update(Math.round(100 * error.ofItem() / error.bound()));
        }
    }

    private Histogram histogram(LearnerHistogram name) {
        return Objects.requireNonNull(histograms.get(name));
    }

    /** Brings the reading and the accumulator up to date. */
    void refresh() {
        reading = LearnerReading.of(learner, state.written());
        Map<String, String> figures = new TreeMap<>(digest);
        for (LearnerCount count : LearnerCount.values()) {
            figures.put(count.reportName(), Long.toString(learner.counts().of(count)));
        }
        figures.put("model.items", Integer.toString(reading.items()));
        figures.put("model.lineage", learner.lineage());
        TestThenTrainQuality.Figures quality = reading.quality().model();
        figures.put("quality.instances", Long.toString(quality.instances()));
        figures.put("quality.auc", Double.toString(quality.auc()));
        figures.put("quality.aucErrorBound", Double.toString(quality.aucErrorBound()));
        figures.put("quality.aucSecondHalf", Double.toString(quality.aucSecondHalf()));
        figures.put("quality.gauc", Double.toString(quality.gauc()));
        figures.put("quality.gaucAll", Double.toString(quality.meanAuc()));
        figures.put("quality.gaucWeighted", Double.toString(quality.gaucWeighted()));
        figures.put("quality.ndcg", Double.toString(quality.ndcg()));
        figures.put("quality.randomNdcg", Double.toString(quality.randomNdcg()));
        figures.put("quality.ndcgAt2", Double.toString(quality.ndcgAt2()));
        figures.put("quality.randomNdcgAt2", Double.toString(quality.randomNdcgAt2()));
        for (LearnerGauge gauge : LearnerGauges.all()) {
            if (!gauge.groups().isEmpty() && REPORTED.contains(gauge.groups().get(0))) {
                figures.put("quality." + gauge.path(), gauge.value().apply(this).toString());
            } else if (gauge.groups().contains("loss")) {
                figures.put(gauge.path(), gauge.value().apply(this).toString());
            }
        }
        summary.set(figures);
    }

    /** The same, with the digest over everything learned, which reads every row. */
    void refreshWithDigest() {
        digest.put("model.digest", learner.digest());
        refresh();
    }
}
