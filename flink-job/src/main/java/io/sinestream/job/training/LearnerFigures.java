package io.sinestream.job.training;

import io.sinestream.model.quality.TestThenTrainQuality;
import io.sinestream.model.sine.LearnerCount;
import io.sinestream.model.sine.SineLearner;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What operators see of the learner: gauges and a freshness histogram in Flink's metrics, and an accumulator that the run's
 * report reads. Counts come from the learner's saved state, so they go on after a restart instead of starting at zero.
 *
 * <p>Quality sums over all bins of its totals, so it is refreshed with the head and at checkpoints, not at each step.
 */
final class LearnerFigures {
    private static final int FRESHNESS_SAMPLES = 2_000;

    private final SineLearner learner;
    private final LearnerSummary summary = new LearnerSummary();
    private final Histogram freshness;
    private final Map<String, String> digest = new TreeMap<>();
    private volatile TestThenTrainQuality.Figures quality;

    LearnerFigures(RuntimeContext context, MetricGroup metrics, SineLearner learner) {
        this.learner = learner;
        this.quality = learner.quality();
        context.addAccumulator(LearnerSummary.NAME, summary);
        MetricGroup group = metrics.addGroup("learner");
        for (LearnerCount count : LearnerCount.values()) {
            gauge(group, count.shortName(), () -> learner.counts().of(count));
        }
        gauge(group, "items", learner::items);
        gauge(group, "waitingItems", learner::waitingItems);
        gauge(group, "publishingPaused", () -> learner.isPublishingPaused() ? 1 : 0);
        gauge(group, "pendingExamples", learner::pendingExamples);
        gauge(group, "auc", () -> quality.auc());
        gauge(group, "aucSecondHalf", () -> quality.aucSecondHalf());
        gauge(group, "gauc", () -> quality.gauc());
        gauge(group, "ndcg", () -> quality.ndcg());
        gauge(group, "randomNdcg", () -> quality.randomNdcg());
        gauge(group, "instances", () -> quality.instances());
        freshness = group.histogram("freshnessMillis", new DescriptiveStatisticsHistogram(FRESHNESS_SAMPLES));
    }

    private static <T> void gauge(MetricGroup group, String name, Gauge<T> value) {
        group.gauge(name, value);
    }

    /** Counts a user's vectors handed to the sink so long after the job read the event. */
    void published(long sinceReadMillis) {
        freshness.update(sinceReadMillis);
    }

    /** Brings quality and the accumulator up to date. */
    void refresh() {
        quality = learner.quality();
        Map<String, String> figures = new TreeMap<>(digest);
        for (LearnerCount count : LearnerCount.values()) {
            figures.put(count.reportName(), Long.toString(learner.counts().of(count)));
        }
        figures.put("model.items", Integer.toString(learner.items()));
        figures.put("model.lineage", learner.lineage());
        figures.put("quality.instances", Long.toString(quality.instances()));
        figures.put("quality.auc", Double.toString(quality.auc()));
        figures.put("quality.aucErrorBound", Double.toString(quality.aucErrorBound()));
        figures.put("quality.aucSecondHalf", Double.toString(quality.aucSecondHalf()));
        figures.put("quality.gauc", Double.toString(quality.gauc()));
        figures.put("quality.ndcg", Double.toString(quality.ndcg()));
        figures.put("quality.randomNdcg", Double.toString(quality.randomNdcg()));
        summary.set(figures);
    }

    /** The same, with the digest over everything learned, which reads every row. */
    void refreshWithDigest() {
        digest.put("model.digest", learner.digest());
        refresh();
    }
}
