package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.Mix;
import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.SineSettings.AttentionNorm;
import io.sinestream.model.sine.SineSettings.Beta;
import io.sinestream.model.sine.SineSettings.Fusion;
import io.sinestream.model.sine.SineSettings.Gap;
import io.sinestream.model.sine.SineSettings.PadSink;
import io.sinestream.model.sine.SineSettings.Reduction;
import org.junit.jupiter.api.Test;

/**
 * Gradients against central differences of the loss along random directions, for combinations of every switch on random
 * shapes. {@code -Dgradients=all} walks all 9,216 combinations; by default a spread of them.
 */
class GradientCheckTest {
    private static final int ITEMS = 9;
    private static final int SPREAD = 240;
    private static final double STEP = 1e-6;
    private static final double TOLERANCE = 2e-6;

    /** Reads the digits of a number in mixed radix: one combination per number. */
    private static final class Digits {
        private long rest;
        private long combinations = 1;

        Digits(long number) {
            rest = number;
        }

        int next(int radix) {
            int digit = (int) (rest % radix);
            rest /= radix;
            combinations *= radix;
            return digit;
        }

        boolean flag() {
            return next(2) == 1;
        }

        <T> T of(T[] values) {
            return values[next(values.length)];
        }
    }

    /** A combination of switches and the shape of the batch it is checked on. */
    private record Combination(SineSettings settings, boolean everyRow, long count) {
        static Combination of(long number, RandomBatch random) {
            Digits digits = new Digits(number);
            boolean everyRow = digits.flag();
            int heads = 1 + digits.next(2);
            Fusion fusion = digits.of(Fusion.values());
            boolean scaled = digits.flag();
            SineSettings settings = SineSettings.streaming().toBuilder()
                    .fusion(fusion)
                    .gap(digits.of(Gap.values()))
                    .scaleEmbedding(scaled)
                    .attentionNorm(digits.of(AttentionNorm.values()))
                    .outputProjection(digits.flag())
                    .finalNorm(digits.flag())
                    .padSink(digits.of(PadSink.values()))
                    .beta(digits.of(Beta.values()))
                    .betaMatch(0.7)
                    .betaOther(0.4)
                    .reduction(digits.of(Reduction.values()))
                    .scaleDcorWithBatch(random.between(0, 1) == 1)
                    .embeddingNorm(random.between(0, 1) * 0.1)
                    .dropout(random.between(0, 2) == 0 ? 0.3 : 0)
                    .heads(heads)
                    .dimension(heads * random.between(2, 4))
                    .window(random.between(2, 6))
                    .interests(random.between(1, 3))
                    .blocks(random.between(1, 3))
                    .lambda1(0.9)
                    .lambda2(0.6)
                    .lambda3(scaled ? 0.3 : 20)
                    .build();
            return new Combination(settings, everyRow, digits.combinations);
        }
    }

    @Test
    void gradientsAreTheSlopesOfTheLoss() {
        long all = Combination.of(0, new RandomBatch(0, ITEMS)).count();
        boolean everything = "all".equals(System.getProperty("gradients"));
        long checks = everything ? all : SPREAD;
        for (long i = 0; i < checks; i++) {
            // A stride that is prime to the number of combinations meets all values of all switches, and their pairs.
            long number = everything ? i : i * 1_000_003 % all;
            check(number);
        }
    }

    /** A point may lie on a kink (relu, maximum, absolute value): a slope that is right elsewhere passes at one of three. */
    private static void check(long number) {
        String failure = "";
        for (long attempt = 0; attempt < 3; attempt++) {
            failure = mismatch(number, Mix.at(number, attempt));
            if (failure.isEmpty()) {
                return;
            }
        }
        assertThat(failure).isEmpty();
    }

    private static String mismatch(long number, long seed) {
        RandomBatch random = new RandomBatch(seed, ITEMS);
        Combination combination = Combination.of(number, random);
        SineSettings settings = combination.settings();
        SineBatch batch = random.train(
                random.between(1, 3),
                random.between(1, settings.window()),
                combination.everyRow(),
                random.between(0, 2),
                0);
        try (ModelFixture model = ModelFixture.random(settings, Precision.FLOAT64, ITEMS, seed)) {
            Result result = model.step(batch);
            double[] denseWay = direction(model.dense.length, Mix.at(seed, 10), 0);
            double[] itemWay = direction(model.items.length, Mix.at(seed, 11), settings.dimension());
            double slope =
                    dot(result.dense().data(), denseWay) + dot(result.rows().data(), itemWay);
            move(model, denseWay, itemWay, STEP);
            double above = model.step(batch).total();
            move(model, denseWay, itemWay, -2 * STEP);
            double below = model.step(batch).total();
            double measured = (above - below) / (2 * STEP);
            double scale = Math.max(1e-3, Math.max(Math.abs(slope), Math.abs(result.total())));
            boolean same = Math.abs(measured - slope) <= TOLERANCE * scale;
            return same ? "" : "slope " + slope + " but measured " + measured + " for " + settings + " on " + batch;
        }
    }

    private static double[] direction(int size, long seed, int from) {
        double[] direction = new double[size];
        for (int i = from; i < size; i++) {
            direction[i] = Gaussian.at(seed, i);
        }
        return direction;
    }

    private static void move(ModelFixture model, double[] denseWay, double[] itemWay, double step) {
        for (int i = 0; i < denseWay.length; i++) {
            model.dense[i] += step * denseWay[i];
        }
        for (int i = 0; i < itemWay.length; i++) {
            model.items[i] += step * itemWay[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
