package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** {@code dcor.json}: distance correlation, its gradient, and inputs where it is 0 by definition. */
final class GoldenDcorCheck implements GoldenCheck {
    /** Value and gradient, one after the other. */
    private record Result(Tensor value, Tensor gradient) {}

    @Override
    public void check(GoldenFile file, Precision precision) {
        boolean exact = precision == Precision.FLOAT64;
        for (JsonNode set : file.root().get("random")) {
            Result result = run(Tensor.of(set.get("Z")), precision);
            result.value().assertClose("sum", Tensor.vector(set.get("sum").asDouble()), exact ? 1e-9 : 1e-5);
            result.gradient().assertClose("gradient", Tensor.of(set.get("gradient")), exact ? 1e-9 : 1e-4);
        }
        for (JsonNode set : file.root().get("special")) {
            String name = set.get("name").asText();
            double[] x = Tensor.of(set.get("x")).data();
            double[] y = Tensor.of(set.get("y")).data();
            Result result = run(new Tensor(new long[] {2, x.length}, joined(x, y)), precision);
            result.value().assertClose(name, Tensor.vector(set.get("safe_value").asDouble()), exact ? 1e-9 : 1e-5);
            boolean defined = set.get("authors_gradient_finite").asBoolean();
            Tensor gradient = Tensor.vector(
                    defined
                            ? joined(Tensor.numbers(set.get("gx")), Tensor.numbers(set.get("gy")))
                            : new double[2 * x.length]);
            // Where the gradient vanishes, its rounding is on the scale of the gradients it cancels from.
            Tensor scale = Tensor.vector(Math.max(1, gradient.largest()));
            new Tensor(new long[0], joined(result.gradient().data(), scale.data()))
                    .assertClose(name, Tensor.vector(joined(gradient.data(), scale.data())), exact ? 1e-9 : 1e-4);
        }
    }

    private static Result run(Tensor z, Precision precision) {
        try (NDManager manager = Torch.start().newBaseManager()) {
            Constants constants = new Constants(manager, precision.type());
            int k = (int) z.shape()[0];
            NDArray pairs = constants.copy(manager, DistanceCorrelation.pairsAboveDiagonal(k), new Shape(k, k));
            NDArray leaf = constants.copy(manager, z.data(), new Shape(z.shape()));
            leaf.setRequiresGradient(true);
            NDArray sum = GradMode.on(() -> new DistanceCorrelation(k, (int) z.shape()[1], constants, pairs).sum(leaf));
            JniUtils.backward((PtNDArray) sum, (PtNDArray) constants.full(manager, new Shape(), 1), false, false);
            return new Result(Tensor.of(sum), Tensor.of(leaf.getGradient()));
        }
    }

    private static double[] joined(double[] first, double[] second) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
}
