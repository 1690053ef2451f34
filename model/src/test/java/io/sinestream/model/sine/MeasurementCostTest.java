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
 * What measuring costs the learner's thread: processor time with it and without, in interleaved pairs over the same views.
 * With it, every figure is also taken as often as the job does, once in two seconds.
 */
class MeasurementCostTest {
    private static final int VIEWS = 64 * 40;
    private static final int PAIRS = 20;
    private static final int TURN = 64;
    private static final long FIGURES_NANOS = 2_000_000_000L;

    /** One-sided 95 % quantile of Student's t with 19 degrees of freedom. */
    private static final double QUANTILE = 1.729;

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
        ratio(views); // warms up
        List<Double> ratios = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            ratios.add(ratio(views));
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

    /** Two learners take turns, some batches each, so that whatever else the machine does meets both alike. */
    private double ratio(List<TrainingExample> views) {
        try (SineLearner measured = learner(true);
                SineLearner bare = learner(false)) {
            long with = 0;
            long without = 0;
            for (int from = 0; from < VIEWS; from += TURN) {
                List<TrainingExample> some = views.subList(from, from + TURN);
                if (from / TURN % 2 == 0) {
                    with += nanos(measured, some, true);
                    without += nanos(bare, some, false);
                } else {
                    without += nanos(bare, some, false);
                    with += nanos(measured, some, true);
                }
            }
            return (double) with / without;
        }
    }

    private long nanos(SineLearner learner, List<TrainingExample> views, boolean measured) {
        long start = THREADS.getCurrentThreadCpuTime();
        views.forEach(view -> learner.add(view, new NoReaders()));
        long spent = THREADS.getCurrentThreadCpuTime() - start;
        if (measured) {
            untilFigures -= spent;
            if (untilFigures < 0) {
                untilFigures += FIGURES_NANOS;
                assertThat(learner.qualityFigures().model().instances()).isPositive();
                spent = THREADS.getCurrentThreadCpuTime() - start;
            }
        }
        return spent;
    }

    private static SineLearner learner(boolean measured) {
        SineLearner learner = new SineLearner(SineSettings.streaming(), LearnerSettings.streaming(1));
        if (!measured) {
            learner.measurement().stop();
        }
        return learner;
    }
}
