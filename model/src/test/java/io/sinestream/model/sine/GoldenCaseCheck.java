package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.sine.ModelFixture.Published;
import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.SineSettings.Beta;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** {@code R*} and {@code S*}: forward, losses, gradients, optimiser and scoring of one set of weights. */
final class GoldenCaseCheck implements GoldenCheck {
    /** What a gradient that is zero but for rounding may be. */
    private static final double ROUNDING = 1e-14;

    @Override
    public void check(GoldenFile file, Precision precision) {
        JsonNode root = file.root();
        SineSettings settings = GoldenSettings.of(root.get("config"), root.get("switches"));
        GoldenBatch inputs = GoldenBatch.of(root.get("inputs"));
        Bounds bounds = Bounds.of(precision);
        try (ModelFixture model = ModelFixture.of(settings, precision, root.get("weights"))) {
            Result whole = model.step(inputs.everyRow(inputs.length()));
            forward(root, model, inputs, bounds);
            losses(root, whole, bounds);
            gradients(root, "gradients", model.layout, whole, bounds);
            shorterWindows(root, model, inputs, bounds);
            predictions(root, model, inputs, bounds);
        }
        separateTerms(root, settings, precision, inputs, bounds);
        if (precision == Precision.FLOAT64 && root.has("adam")) {
            new GoldenAdamCheck(root, settings).check();
        }
    }

    /** Tolerances of the golden numbers. */
    private record Bounds(double forward, double gradient) {
        static Bounds of(Precision precision) {
            return precision == Precision.FLOAT64 ? new Bounds(1e-9, 1e-9) : new Bounds(1e-5, 1e-4);
        }
    }

    private static void forward(JsonNode root, ModelFixture model, GoldenBatch inputs, Bounds bounds) {
        int rows = inputs.history().length;
        IntPredicate targets = i -> inputs.target()[i % rows] != 0;
        IntPredicate skips = i -> inputs.skip()[i % rows] != 0 && targets.test(i);
        JsonNode forward = root.get("forward");
        Tensor scores = model.recorder.get("score");
        column(scores, 0)
                .assertClose("target score", Tensor.of(forward.get("target_score")), bounds.forward(), targets);
        column(scores, 1)
                .assertClose("negative score", Tensor.of(forward.get("negative_score")), bounds.forward(), targets);
        column(model.recorder.get("gaps"), 1)
                .assertClose("gap", Tensor.of(forward.get("gap")), bounds.forward(), skips);

        JsonNode each = root.get("per_interest");
        Tensor perInterest = model.recorder.get("per_interest");
        String[] compared = {"target", "negative", "skip"};
        for (int i = 0; i < compared.length; i++) {
            IntPredicate counts = i == 2 ? skips : targets;
            if (each.has("per_interest_" + compared[i])) {
                Tensor expected = Tensor.of(each.get("per_interest_" + compared[i]));
                byInterest(perInterest, i).assertClose("õ·e", expected, bounds.forward(), counts);
            }
            if (each.has("fusion_" + compared[i]) && model.recorder.has("fusion")) {
                Tensor expected = Tensor.of(each.get("fusion_" + compared[i]));
                byInterest(model.recorder.get("fusion"), i).assertClose("γ", expected, bounds.forward(), counts);
            }
        }

        JsonNode activations = root.get("activations");
        model.recorder.get("encoded").assertClose("encoded", Tensor.of(activations.get("encoded")), bounds.forward());
        if (activations.has("sub_interests")) {
            model.recorder
                    .get("sub_interests")
                    .permuted(1, 0, 2)
                    .assertClose("õ", Tensor.of(activations.get("sub_interests")), bounds.forward());
        }
        if (activations.has("beta")) {
            Tensor expected = Tensor.of(activations.get("beta"));
            IntPredicate seen = causalItems(inputs, 1);
            model.recorder.get("beta").assertClose("β", expected, bounds.forward(), seen);
        }
        for (int block = 0; activations.has("alpha_hat.block." + block); block++) {
            String name = "alpha_hat.block." + block;
            IntPredicate seen = causalItems(inputs, model.settings.heads());
            model.recorder.get(name).assertClose(name, Tensor.of(activations.get(name)), bounds.forward(), seen);
        }
    }

    /** Places of (B, H, L, L) where a query at an item meets an item at or before it. */
    private static IntPredicate causalItems(GoldenBatch inputs, int heads) {
        int length = inputs.length();
        return i -> {
            int window = i / (length * length * heads);
            int query = i / length % length;
            int key = i % length;
            return key <= query && inputs.history()[window * length + key] != 0;
        };
    }

    private static void losses(JsonNode root, Result result, Bounds bounds) {
        JsonNode loss = root.get("loss");
        scalar("L1", result.l1(), loss.get("L1"), bounds.forward());
        scalar("L2", result.l2(), loss.get("L2"), bounds.forward());
        scalar("Ldis", result.ldis(), loss.get("Ldis"), bounds.forward());
        scalar("total", result.total(), loss.get("total"), bounds.forward());
    }

    private static void gradients(JsonNode root, String set, ParameterLayout layout, Result result, Bounds bounds) {
        JsonNode expected = root.path(set);
        expected.fieldNames().forEachRemaining(name -> gradient(expected, set, name, layout, result, bounds));
        JsonNode norms = root.path("gradient_l2_norms");
        norms.fieldNames().forEachRemaining(name -> {
            double[] gradient = result.gradient(layout, name).data();
            double norm = Math.sqrt(Arrays.stream(gradient).map(x -> x * x).sum());
            Tensor.vector(norm, 1)
                    .assertClose(
                            "norm of " + name, Tensor.vector(norms.get(name).asDouble(), 1), bounds.gradient());
        });
        Tensor padding = Tensor.vector(
                Arrays.copyOf(result.rows().data(), (int) result.rows().shape()[1]));
        assertThat(padding.largest()).as("gradient of the padding row").isZero();
    }

    private static void gradient(
            JsonNode expected, String set, String name, ParameterLayout layout, Result result, Bounds bounds) {
        Tensor target = Tensor.of(expected.get(name));
        double allowed = bounds.gradient() * target.largest() + ROUNDING;
        result.gradient(layout, name).assertWithin(set + " " + name, target, allowed, i -> true);
    }

    /** A window may be cut to its items; where only its last row has a target, that row alone may be computed. */
    private static void shorterWindows(JsonNode root, ModelFixture model, GoldenBatch inputs, Bounds bounds) {
        Result cut = model.step(inputs.everyRow(inputs.longest()));
        losses(root, cut, bounds);
        gradients(root, "gradients", model.layout, cut, bounds);
        boolean sameIntents = model.settings.beta() != Beta.NEXT_INTENT;
        if (inputs.onlyLastRow() && sameIntents) {
            for (int length : new int[] {inputs.length(), inputs.longest()}) {
                Result last = model.step(inputs.lastRow(length));
                losses(root, last, bounds);
                gradients(root, "gradients", model.layout, last, bounds);
            }
        }
    }

    private static void predictions(JsonNode root, ModelFixture model, GoldenBatch inputs, Bounds bounds) {
        if (root.has("predict")) {
            JsonNode predict = root.get("predict");
            Tensor history = Tensor.of(predict.get("history"));
            boolean same = Arrays.equals(history.integers(), inputs.history());
            int[] skips = same ? inputs.historySkip() : new int[history.data().length];
            predict(predict, model, history.integers(), skips, bounds);
        }
        if (root.has("predict_empty_history")) {
            JsonNode predict = root.get("predict_empty_history");
            int none = (int) Tensor.of(predict.get("candidates")).shape()[0] * inputs.length();
            predict(predict, model, new int[none], new int[none], bounds);
        }
    }

    private static void predict(JsonNode predict, ModelFixture model, int[] history, int[] skips, Bounds bounds) {
        int window = model.settings.window();
        Tensor candidates = Tensor.of(predict.get("candidates"));
        int windows = (int) candidates.shape()[0];
        int perWindow = (int) candidates.shape()[1];
        for (int n : new int[] {window, GoldenBatch.longest(history, window)}) {
            SineBatch batch = SineBatch.scored(
                    windows,
                    n,
                    GoldenBatch.last(history, window, n),
                    GoldenBatch.last(skips, window, n),
                    perWindow,
                    candidates.integers());
            model.scores(batch).assertClose("scores", Tensor.of(predict.get("scores")), bounds.forward());
            if (predict.has("per_interest")) {
                model.recorder
                        .get("per_interest")
                        .permuted(1, 0, 2)
                        .assertClose("õ·e", Tensor.of(predict.get("per_interest")), bounds.forward());
            }
            Published published = model.encode(batch);
            published
                    .interests()
                    .permuted(1, 0, 2)
                    .assertClose("user vectors", Tensor.of(predict.get("user_vectors")), bounds.forward());
        }
    }

    private static void separateTerms(
            JsonNode root, SineSettings settings, Precision precision, GoldenBatch inputs, Bounds bounds) {
        String[] terms = {"gradients_L1", "gradients_L2", "gradients_Ldis"};
        for (int term = 0; term < terms.length; term++) {
            SineSettings alone = settings.toBuilder()
                    .lambda1(term == 0 ? 1 : 0)
                    .lambda2(term == 1 ? 1 : 0)
                    .lambda3(term == 2 ? 1 : 0)
                    .embeddingNorm(0)
                    .build();
            try (ModelFixture model = ModelFixture.of(alone, precision, root.get("weights"))) {
                Result result = model.step(inputs.everyRow(inputs.length()));
                JsonNode expected = root.path(terms[term]);
                String set = terms[term];
                expected.fieldNames()
                        .forEachRemaining(name -> gradient(expected, set, name, model.layout, result, bounds));
            }
        }
    }

    private static void scalar(String what, double actual, JsonNode expected, double tolerance) {
        Tensor.vector(actual).assertClose(what, Tensor.vector(expected.asDouble()), tolerance);
    }

    /** Column {@code m} of (R, M), or (R, M) for the only one there is. */
    private static Tensor column(Tensor matrix, int m) {
        int columns = (int) matrix.shape()[1];
        return Tensor.vector(IntStream.range(0, (int) matrix.shape()[0])
                .mapToDouble(row -> matrix.data()[row * columns + m])
                .toArray());
    }

    /** Item {@code m} of (R, K, M) as (K, R); shares that do not depend on the item have M = 1. */
    private static Tensor byInterest(Tensor values, int m) {
        Tensor moved = values.permuted(2, 1, 0);
        int each = (int) (moved.shape()[1] * moved.shape()[2]);
        int from = moved.shape()[0] == 1 ? 0 : m * each;
        return Tensor.vector(Arrays.copyOfRange(moved.data(), from, from + each));
    }
}
