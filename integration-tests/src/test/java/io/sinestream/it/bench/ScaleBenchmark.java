package io.sinestream.it.bench;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.RowSink;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * (h) What a new view costs the learner when a million users view a million items, beside ten thousand of each, in turns; with a checkpoint
 * between turns, untimed. Half of
 * all draws are among the same 500 popular items, the rest are uniform. The interval is of the mean ratio, two
 * standard errors each way.
 */
class ScaleBenchmark {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final int WINDOW = 50;
    private static final int VIEWS = 1_280;
    private static final int PAIRS = Integer.getInteger("bench.pairs", 12);
    private static final int WARM = 4;

    @Test
    void costPerViewByUsersAndItems() {
        try (Side few = new Side(FEW);
                Side many = new Side(MANY)) {
            List<Double> ratios = new ArrayList<>();
            double[] cost = new double[2];
            for (int i = 0; i < WARM + PAIRS; i++) {
                double of = few.take().cpuSeconds();
                double with = many.take().cpuSeconds();
                if (i >= WARM) {
                    ratios.add(with / of);
                    cost[0] += of / PAIRS;
                    cost[1] += with / PAIRS;
                }
            }
            MeanRatio ratio = MeanRatio.of(ratios);
            Results.add(
                    Results.row("cost per view, a million users and items")
                            .put("msFew", cost[0] * 1e3)
                            .put("msMany", cost[1] * 1e3)
                            .put("ratio", ratio.mean())
                            .put("error", ratio.error()),
                    String.format(
                            Locale.ROOT,
                            "cost per view: %.3f ms with %,d users and items, %.3f ms with %,d: ratio %.3f ± %.3f",
                            cost[0] * 1e3,
                            FEW,
                            cost[1] * 1e3,
                            MANY,
                            ratio.mean(),
                            ratio.error()));
        }
    }

    /** A learner that knows every item already. */
    private static final class Side implements AutoCloseable {
        private final SineLearner learner = new SineLearner(SineSettings.streaming(), LearnerSettings.streaming(1));
        private final NoReaders readers = new NoReaders();
        private final RowSink checkpoint = new RowSink() {
            @Override
            public void put(long key, byte[] row) {}

            @Override
            public void remove(long key) {}
        };
        private final int size;
        private int taken;

        Side(int size) {
            this.size = size;
            for (int item = 1; item <= size; item++) {
                learner.add(Views.first(item, "u" + item), readers);
            }
            learner.finish(readers); // Every item is with its readers: later only those that move are published.
        }

        Timing take() {
            List<TrainingExample> views = Views.popular(taken, VIEWS, WINDOW, size);
            taken += VIEWS;
            learner.parts().drainRows(checkpoint);
            learner.parts().drainViews(checkpoint);
            return Timing.of(() -> {
                views.forEach(view -> learner.add(view, readers));
                return VIEWS;
            });
        }

        @Override
        public void close() {
            learner.close();
        }
    }
}
