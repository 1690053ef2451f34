package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.Mix;
import io.sinestream.model.sine.ParameterLayout.Parameter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A network with weights on the heap: what a test feeds, runs and compares. */
final class ModelFixture implements AutoCloseable {
    final SineSettings settings;
    final ParameterLayout layout;
    final double[] dense;
    final double[] items;
    final Recorder recorder = new Recorder();
    private final Precision precision;
    private final NDManager manager = Torch.start().newBaseManager();
    private final Constants constants;
    private final SineNetwork network;

    ModelFixture(SineSettings settings, Precision precision, double[] dense, double[] items) {
        this.settings = settings;
        this.precision = precision;
        this.dense = dense;
        this.items = items;
        constants = new Constants(manager, precision.type());
        network = new SineNetwork(settings, precision.type(), manager, recorder);
        layout = network.layout();
    }

    /** Weights of a golden file. */
    static ModelFixture of(SineSettings settings, Precision precision, JsonNode weights) {
        ParameterLayout layout = new ParameterLayout(settings);
        double[] dense = new double[layout.size()];
        for (Parameter parameter : layout.parameters()) {
            double[] data = Tensor.of(weights.get(parameter.name())).data();
            System.arraycopy(data, 0, dense, parameter.offset(), data.length);
        }
        return new ModelFixture(
                settings, precision, dense, Tensor.of(weights.get("E")).data());
    }

    /** Random weights of ordinary size: nothing at its initial value, so that every gradient is there. */
    static ModelFixture random(SineSettings settings, Precision precision, int items, long seed) {
        double[] dense = new ParameterLayout(settings).initialValues(seed);
        for (int i = 0; i < dense.length; i++) {
            dense[i] += 0.3 * Gaussian.at(Mix.at(seed, 1), i);
        }
        double[] rows = new double[(items + 1) * settings.dimension()];
        for (int i = settings.dimension(); i < rows.length; i++) {
            rows[i] = 0.5 * Gaussian.at(Mix.at(seed, 2), i);
        }
        return new ModelFixture(settings, precision, dense, rows);
    }

    /** A step's numbers on the heap. */
    record Result(double l1, double l2, double ldis, double total, Tensor dense, Tensor rows, Tensor scores) {
        Tensor gradient(ParameterLayout layout, String name) {
            if (name.equals("E")) {
                return rows;
            }
            Parameter parameter = layout.get(name);
            double[] part = new double[parameter.size()];
            System.arraycopy(dense.data(), parameter.offset(), part, 0, part.length);
            return new Tensor(parameter.shape().getShape(), part);
        }
    }

    Result step(SineBatch batch) {
        recorder.clear();
        return run(m -> {
            Step step = network.step(m, dense(m), rows(m), batch);
            return new Result(
                    step.l1(),
                    step.l2(),
                    step.ldis(),
                    step.total(),
                    Tensor.of(step.denseGradient()),
                    Tensor.of(step.rowGradient()),
                    Tensor.of(step.scores()));
        });
    }

    Tensor scores(SineBatch batch) {
        recorder.clear();
        return run(m -> Tensor.of(network.scores(m, dense(m), rows(m), batch)));
    }

    /** What a reader gets, on the heap. */
    record Published(Tensor interests, @Nullable Tensor relevance, @Nullable Tensor fused) {}

    Published encode(SineBatch batch) {
        return run(m -> {
            Encoded encoded = network.encode(m, dense(m), rows(m), batch);
            return new Published(
                    Tensor.of(encoded.interests()), nullable(encoded.relevance()), nullable(encoded.fused()));
        });
    }

    Tensor itemRelevance() {
        return run(m -> Tensor.of(network.itemRelevance(m, dense(m), rows(m))));
    }

    int managedArrays() {
        return manager.getManagedArrays().size();
    }

    private static @Nullable Tensor nullable(@Nullable NDArray array) {
        return array == null ? null : Tensor.of(array);
    }

    private <T> T run(Function<NDManager, T> work) {
        try (NDManager step = manager.newSubManager()) {
            return work.apply(step);
        }
    }

    private NDArray dense(NDManager owner) {
        return constants.copy(owner, dense, new Shape(dense.length));
    }

    private NDArray rows(NDManager owner) {
        int d = settings.dimension();
        return constants.copy(owner, items, new Shape(items.length / d, d));
    }

    Precision precision() {
        return precision;
    }

    @Override
    public void close() {
        manager.close();
    }
}
