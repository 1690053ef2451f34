package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles of queries change how much is computed, not what; the backward by hand is the engine's. */
class CausalAttentionTest {
    private static final int WINDOWS = 3;
    private static final int LENGTH = 23;
    private static final int WIDTH = 4;

    private record Result(double[] read, double[] queries, double[] keys) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 22, 23, 64})
    void agreesWithTheEnginesOwnAttention(int tile) {
        try (NDManager manager = Torch.start().newBaseManager()) {
            Constants constants = new Constants(manager, DataType.FLOAT64);
            NDArray queries = random(constants, manager, 1, WIDTH);
            NDArray items = random(constants, manager, 2, WIDTH);
            NDArray weight = random(constants, manager, 3, LENGTH);
            NDArray gradient = random(constants, manager, 4, WIDTH);
            Result byHand = byHand(constants, tile, queries, items, weight, gradient);
            Result byEngine = byEngine(constants, queries, items, weight, gradient);
            assertThat(byHand.read).containsExactly(byEngine.read, within(1e-12));
            assertThat(byHand.queries).containsExactly(byEngine.queries, within(1e-12));
            assertThat(byHand.keys).containsExactly(byEngine.keys, within(1e-12));
        }
    }

    private static Result byHand(
            Constants constants, int tile, NDArray queries, NDArray items, NDArray weight, NDArray gradient) {
        return GradMode.off(() -> {
            CausalAttention attention = new CausalAttention(
                    queries,
                    items,
                    items,
                    null,
                    (from, to, shape) -> Layers.slice(Layers.slice(weight, 1, from, to), 2, 0, to),
                    constants,
                    tile,
                    true);
            double[] read = attention.read().toDoubleArray();
            CausalAttention.Gradients gradients = attention.backward(gradient);
            return new Result(
                    read, gradients.queries().toDoubleArray(), gradients.keys().toDoubleArray());
        });
    }

    private static Result byEngine(
            Constants constants, NDArray queries, NDArray items, NDArray weight, NDArray gradient) {
        return GradMode.on(() -> {
            NDArray q = Segments.leaf(queries.duplicate());
            NDArray x = Segments.leaf(items.duplicate());
            NDArray shares =
                    q.matMul(x.swapAxes(1, 2)).add(constants.causal(LENGTH)).softmax(2);
            NDArray read = shares.mul(weight).matMul(x);
            Segments.descend(read, gradient);
            return new Result(
                    read.toDoubleArray(),
                    q.getGradient().toDoubleArray(),
                    x.getGradient().toDoubleArray());
        });
    }

    /** (B, n, width). */
    private static NDArray random(Constants constants, NDManager manager, long seed, int width) {
        double[] values = new double[WINDOWS * LENGTH * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = Gaussian.at(seed, i);
        }
        return constants.copy(manager, values, new Shape(WINDOWS, LENGTH, width));
    }
}
