package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.sinestream.model.sine.ModelFixture.Published;
import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.ParameterLayout.Parameter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs at which a plain reading of the equations gives NaN, infinity or noise; in float32, as production runs. */
class NetworkHazardsTest {
    private static final int ITEMS = 11;

    static List<SineSettings> profiles() {
        return SineSettings.profiles().stream()
                .map(profile ->
                        profile.toBuilder().dimension(6).window(7).dropout(0).build())
                .toList();
    }

    private static SineBatch emptyHistories() {
        int[] none = new int[3 * 4];
        int[] targets = {1, 2, 3};
        int[] negatives = {4, 5, 6};
        int[] skips = {7, 0, 8};
        int[] candidates = {1, 2, 3, 4, 5, 6};
        return new SineBatch(3, 4, none, none, targets, negatives, 1, skips, 2, candidates, 0);
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void emptyHistoryIsTheBiasOfTheFinalNorm(SineSettings settings) {
        try (ModelFixture model = ModelFixture.random(settings, Precision.FLOAT32, ITEMS, 1)) {
            Result result = model.step(emptyHistories());
            assertThat(result.dense().data()).doesNotContain(Double.NaN);
            assertThat(result.rows().data()).doesNotContain(Double.NaN);
            double[] expected = new double[settings.dimension()];
            if (settings.finalNorm()) {
                Parameter bias = model.layout.get("norm_out.bias");
                expected = Arrays.copyOfRange(model.dense, bias.offset(), bias.offset() + bias.size());
            }
            double[] o = Arrays.copyOf(model.recorder.get("encoded").data(), expected.length);
            Tensor.vector(o).assertClose("o", Tensor.vector(expected), 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void scoresFarFromZeroGiveFiniteLossesAndGradients(SineSettings settings) {
        try (ModelFixture model = ModelFixture.random(settings, Precision.FLOAT32, ITEMS, 1)) {
            scale(model, "norm_out.gain", 100);
            scale(model, "W", 1000);
            for (int i = 0; i < model.items.length; i++) {
                model.items[i] *= 100;
            }
            SineBatch batch = new RandomBatch(1, ITEMS).train(6, 7, false, 1, 2);
            Result result = model.step(batch);
            assertThat(model.recorder.get("gaps").largest()).isGreaterThan(200);
            assertThat(result.total()).isFinite();
            assertThat(result.dense().largest()).isFinite().isPositive();
            assertThat(result.rows().largest()).isFinite();
            assertThat(Arrays.stream(result.dense().data()).allMatch(Double::isFinite))
                    .isTrue();
            if (model.recorder.has("fusion")) {
                assertThat(Arrays.stream(model.recorder.get("fusion").data()).allMatch(x -> x >= 0 && x <= 1))
                        .isTrue();
            }
        }
    }

    private static void scale(ModelFixture model, String name, double factor) {
        if (model.layout.has(name)) {
            Parameter parameter = model.layout.get(name);
            for (int i = 0; i < parameter.size(); i++) {
                model.dense[parameter.offset() + i] *= factor;
            }
        }
    }

    @Test
    void constantPrototypeHasNoCorrelationAndNoGradientFromIt() {
        SineSettings settings = SineSettings.streaming().toBuilder()
                .dimension(6)
                .window(7)
                .interests(2)
                .lambda1(0)
                .lambda2(0)
                .build();
        try (ModelFixture model = ModelFixture.random(settings, Precision.FLOAT32, ITEMS, 1)) {
            Arrays.fill(
                    model.dense,
                    model.layout.get("Z").offset(),
                    model.layout.get("Z").offset() + 6,
                    0.7);
            Result result = model.step(new RandomBatch(1, ITEMS).train(2, 7, false, 1, 0));
            assertThat(result.ldis()).isZero();
            assertThat(result.gradient(model.layout, "Z").largest()).isZero();
        }
    }

    @Test
    void layerNormKeepsItsDigitsFarFromZero() {
        double[] row = {10000.25, 10000.5, 9999.75, 10001, 9999.5, 10000, 10000.125, 9999.875};
        double mean = Arrays.stream(row).average().orElseThrow();
        double variance =
                Arrays.stream(row).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
        double[] expected = Arrays.stream(row)
                .map(x -> (x - mean) / Math.sqrt(variance + 1e-8))
                .toArray();
        double[] constant = new double[8];
        Arrays.fill(constant, 12345.678);
        // With a gradient it is the engine's, without our own.
        Tensor.vector(GradMode.on(() -> norm(row))).assertClose("norm", Tensor.vector(expected), 1e-5);
        Tensor.vector(GradMode.off(() -> norm(row))).assertClose("norm", Tensor.vector(expected), 1e-5);
        assertThat(Tensor.vector(GradMode.on(() -> norm(constant))).largest()).isZero();
        assertThat(Tensor.vector(GradMode.off(() -> norm(constant))).largest()).isZero();
    }

    private static double[] norm(double[] row) {
        try (NDManager manager = Torch.start().newBaseManager()) {
            Constants constants = new Constants(manager, Precision.FLOAT32.type());
            NDArray x = constants.copy(manager, row, new Shape(1, row.length));
            NDArray one = constants.full(manager, new Shape(row.length), 1);
            NDArray zero = constants.full(manager, new Shape(row.length), 0);
            return Tensor.of(new LayerNorm(row.length, 1e-8, constants).of(x, one, zero))
                    .data();
        }
    }

    @Test
    void oneWindowOfOneItemWithOneCandidateKeepsItsShape() {
        SineSettings settings = SineSettings.streaming().toBuilder()
                .dimension(6)
                .window(7)
                .interests(2)
                .build();
        try (ModelFixture model = ModelFixture.random(settings, Precision.FLOAT64, ITEMS, 1)) {
            int[] one = {3};
            int[] none = {0};
            SineBatch single = SineBatch.scored(1, 1, one, none, 1, new int[] {5});
            SineBatch many = SineBatch.scored(2, 1, new int[] {3, 4}, new int[2], 2, new int[] {5, 6, 7, 8});
            double score = model.scores(single).data()[0];
            assertThat(model.scores(many).data()[0]).isCloseTo(score, within(1e-12));
            Published published = model.encode(single);
            assertThat(published.interests().shape()).containsExactly(1, 2, 6);
        }
    }
}
