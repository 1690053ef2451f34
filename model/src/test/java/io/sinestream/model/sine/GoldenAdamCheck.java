package io.sinestream.model.sine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.sine.ModelFixture.Result;

/** The {@code adam} part of a case: weights after one and three steps, dense and with lazy item rows. */
final class GoldenAdamCheck {
    private static final double TOLERANCE = 1e-8;

    private final JsonNode root;
    private final JsonNode adam;
    private final SineSettings settings;

    GoldenAdamCheck(JsonNode root, SineSettings settings) {
        this.root = root;
        this.adam = root.get("adam");
        this.settings = settings;
    }

    void check() {
        run(false);
        run(true);
    }

    private void run(boolean lazyRows) {
        Adam optimiser = new Adam(
                adam.get("lr").asDouble(),
                adam.get("beta1").asDouble(),
                adam.get("beta2").asDouble(),
                adam.get("eps").asDouble());
        try (ModelFixture model = ModelFixture.of(settings, Precision.FLOAT64, root.get("weights"))) {
            GoldenWeights weights = new GoldenWeights(model, optimiser, lazyRows);
            int step = 0;
            for (JsonNode inputs : adam.get("steps")) {
                GoldenBatch batch = GoldenBatch.of(inputs);
                Result result = model.step(batch.everyRow(batch.length()));
                if (!lazyRows) {
                    double expected =
                            adam.get("total_before_each_step").get(step).asDouble();
                    Tensor.vector(result.total()).assertClose("total", Tensor.vector(expected), TOLERANCE);
                }
                weights.descend(result);
                step++;
                String after = "after_" + step + (lazyRows ? "_lazy_item_rows" : "");
                if (adam.has(after)) {
                    weights.assertClose(after, adam.get(after), TOLERANCE);
                }
            }
        }
    }
}
