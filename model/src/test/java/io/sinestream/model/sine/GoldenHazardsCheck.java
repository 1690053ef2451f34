package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;

/** {@code hazards.json}: ln σ and its gradient far from 0, each number on its own scale. */
final class GoldenHazardsCheck implements GoldenCheck {
    @Override
    public void check(GoldenFile file, Precision precision) {
        JsonNode expected = file.root().get("logsigmoid");
        double[] x = Tensor.numbers(expected.get("x"));
        double[] value = Tensor.numbers(expected.get("value"));
        double[] gradient = Tensor.numbers(expected.get("gradient"));
        double tolerance = precision == Precision.FLOAT64 ? 1e-9 : 1e-5;
        try (NDManager manager = Torch.start().newBaseManager()) {
            Constants constants = new Constants(manager, precision.type());
            for (int i = 0; i < x.length; i++) {
                NDArray leaf = constants.full(manager, new Shape(), x[i]);
                leaf.setRequiresGradient(true);
                NDArray logSigmoid = GradMode.on(
                        () -> Layers.negativeLogSigmoid(leaf, constants).neg());
                JniUtils.backward(
                        (PtNDArray) logSigmoid, (PtNDArray) constants.full(manager, leaf.getShape(), 1), false, false);
                Tensor.of(logSigmoid).assertClose("ln σ(" + x[i] + ")", Tensor.vector(value[i]), tolerance);
                Tensor.of(leaf.getGradient()).assertClose("ln σ'(" + x[i] + ")", Tensor.vector(gradient[i]), tolerance);
            }
        }
    }
}
