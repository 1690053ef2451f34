package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.quality.GroupedQuality;
import io.sinestream.model.quality.InstanceQuality;
import io.sinestream.model.sine.ModelFixture.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** {@code prequential.json}: test-then-train over the examples of a stream, one target each, at the last position. */
final class GoldenPrequentialCheck implements GoldenCheck {
    @Override
    public void check(GoldenFile file, Precision precision) {
        JsonNode examples =
                file.sibling(file.root().get("stream").asText()).root().get("examples");
        for (JsonNode variant : file.root().get("variants")) {
            run(file.root(), variant, examples, precision);
        }
    }

    private static void run(JsonNode root, JsonNode variant, JsonNode examples, Precision precision) {
        boolean exact = precision == Precision.FLOAT64;
        JsonNode optimiser = root.get("optimiser");
        Adam adam = new Adam(
                optimiser.get("lr").asDouble(),
                optimiser.get("beta1").asDouble(),
                optimiser.get("beta2").asDouble(),
                optimiser.get("eps").asDouble());
        SineSettings settings = GoldenSettings.of(root.get("config"), variant.get("switches"));
        List<Integer> pending = new ArrayList<>();
        GroupedQuality quality = GroupedQuality.NONE;
        int steps = 0;
        try (ModelFixture model = ModelFixture.of(settings, precision, root.get("weights"))) {
            GoldenWeights weights =
                    new GoldenWeights(model, adam, variant.get("lazy_item_rows").asBoolean());
            for (int i = 0; i < examples.size(); i++) {
                JsonNode expected = variant.get("rows").get(i);
                assertThat(expected.isNull())
                        .isNotEqualTo(examples.get(i).get("trains").asBoolean());
                if (expected.isNull()) {
                    continue;
                }
                pending.add(i);
                quality = quality.plus(tested(model, expected, examples, i, exact ? 1e-9 : 3e-4));
                if (pending.size() == variant.get("batch").asInt()) {
                    Result result = model.step(batch(settings.window(), root.get("negatives"), examples, pending));
                    steps++;
                    assertThat(expected.get("step").asInt()).isEqualTo(steps);
                    term("L1", result.l1(), expected, exact ? 1e-9 : 3e-4);
                    term("L2", result.l2(), expected, exact ? 1e-9 : 3e-4);
                    term("Ldis", result.ldis(), expected, exact ? 1e-9 : 3e-4);
                    weights.descend(result);
                    pending.clear();
                }
            }
            weights.assertClose("final", variant.get("final"), exact ? 1e-8 : 8e-3);
        }
        assertThat(steps).isEqualTo(variant.get("steps").asInt());
        mean("mean_auc", quality.gaucAll(), variant, exact);
        mean("mean_ndcg", quality.ndcg(), variant, exact);
    }

    private static InstanceQuality tested(
            ModelFixture model, JsonNode expected, JsonNode examples, int example, double tolerance) {
        int[] items = Tensor.integers(expected.get("candidates"));
        int length = model.settings.window();
        int[] history = history(examples.get(example), length);
        SineBatch batch = SineBatch.scored(1, length, history, new int[length], items.length, items);
        double[] scores = model.scores(batch).data();
        Tensor.vector(scores).assertClose("scores", Tensor.vector(Tensor.numbers(expected.get("scores"))), tolerance);
        InstanceQuality quality = InstanceQuality.of(scores[0], Arrays.copyOfRange(scores, 1, scores.length));
        assertThat(quality.compares()).isEqualTo(expected.has("auc"));
        return quality;
    }

    private static SineBatch batch(int window, JsonNode negatives, JsonNode examples, List<Integer> batch) {
        int[] histories = new int[batch.size() * window];
        for (int i = 0; i < batch.size(); i++) {
            System.arraycopy(history(examples.get(batch.get(i)), window), 0, histories, i * window, window);
        }
        return new SineBatch(
                batch.size(),
                window,
                histories,
                new int[histories.length],
                each(batch, i -> examples.get(i).get("target").asInt()),
                each(batch, i -> negatives.get(i).asInt()),
                1,
                each(batch, i -> examples.get(i).get("immediate_skip").asInt()),
                0,
                new int[0],
                0);
    }

    private static int[] each(List<Integer> batch, IntUnaryOperator value) {
        return batch.stream().mapToInt(i -> value.applyAsInt(i)).toArray();
    }

    private static int[] history(JsonNode example, int window) {
        int[] items = Tensor.integers(example.get("history"));
        int[] padded = new int[window];
        System.arraycopy(items, 0, padded, window - items.length, items.length);
        return padded;
    }

    private static void term(String name, double actual, JsonNode expected, double tolerance) {
        Tensor.vector(actual, 1)
                .assertClose(name, Tensor.vector(expected.get(name).asDouble(), 1), tolerance);
    }

    private static void mean(String name, double actual, JsonNode expected, boolean exact) {
        // In float32 a near tie may fall the other way in a few of some thirty instances.
        assertThat(actual).as(name).isCloseTo(expected.get(name).asDouble(), within(exact ? 1e-9 : 0.05));
    }
}
