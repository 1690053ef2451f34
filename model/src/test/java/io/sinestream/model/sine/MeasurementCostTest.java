package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What measuring costs the learner's thread: processor time per view with it and without, in interleaved pairs over the same
 * views. With it, every figure is also taken as often as the job does, once in two seconds.
 */
class MeasurementCostTest {
    private static final int VIEWS = 10_000;
    private static final int PAIRS = 12;
    private static final long FIGURES_NANOS = 2_000_000_000L;

    /** One-sided 95 % quantile of Student's t with 11 degrees of freedom. */
    private static final double QUANTILE = 1.796;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Of the time measured, over all runs. */
    private long untilFigures = FIGURES_NANOS;

    @Test
    void isLearnedTheSameWithoutIt() {
        List<TrainingExample> views = Views.stream(200, 5);
        assertThat(digest(views, true)).isEqualTo(digest(views, false));
    }

    private static String digest(List<TrainingExample> views, boolean measured) {
        try (SineLearner learner = learner(measured)) {
            views.forEach(view -> learner.add(view, new NoReaders()));
            learner.finish(new NoReaders());
            return learner.digest();
        }
    }

    @Test
    @EnabledIfSystemProperty(
            named = "benchmark.metrics",
            matches = "true",
            disabledReason = "a benchmark: -Dbenchmark.metrics=true runs it on a quiet machine")
    void costsLessThanThreePerCent() {
        List<TrainingExample> views = Views.stream(VIEWS, 3, 4_000);
        nanosPerView(views, true);
        nanosPerView(views, false);
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            boolean measuredFirst = pair % 2 == 0;
            double one = nanosPerView(views, measuredFirst);
            double other = nanosPerView(views, !measuredFirst);
            ratios.add(measuredFirst ? one / other : other / one);
        }
        double mean = ratios.stream().mapToDouble(r -> r).average().orElseThrow();
        double squares =
                ratios.stream().mapToDouble(r -> (r - mean) * (r - mean)).sum();
        double bound = mean + QUANTILE * Math.sqrt(squares / (PAIRS - 1) / PAIRS);
        System.out.printf(
                Locale.ROOT,
                "metrics: %.4f of the time without them, upper bound %.4f, pairs %s%n",
                mean,
                bound,
                ratios);
        assertThat(bound).isLessThan(1.03);
    }

    private double nanosPerView(List<TrainingExample> views, boolean measured) {
        try (SineLearner learner = learner(measured)) {
            long start = THREADS.getCurrentThreadCpuTime();
            long last = System.nanoTime();
            for (TrainingExample view : views) {
                learner.add(view, new NoReaders());
                if (measured) {
                    long now = System.nanoTime();
                    untilFigures -= now - last;
                    last = now;
                }
                if (untilFigures < 0) {
                    untilFigures += FIGURES_NANOS;
                    assertThat(learner.qualityFigures().model().instances()).isPositive();
                }
            }
            return (double) (THREADS.getCurrentThreadCpuTime() - start) / views.size();
        }
    }

    private static SineLearner learner(boolean measured) {
        SineLearner learner = new SineLearner(SineSettings.streaming(), LearnerSettings.streaming(1));
        if (!measured) {
            learner.measurement().stop();
        }
        return learner;
    }
}
