package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The one place where numbers of the program become arrays of the engine, in memory that the engine owns.
 *
 * <p>DJL's {@code x.mul(Number)} and its kin wrap four bytes of the Java heap, which autograd still reads in the backward
 * pass: a garbage collection in between gives wrong gradients without a word. So those calls are forbidden in this module,
 * constants live as long as the model, and data of a batch is written into the engine's memory. As an operation's result belongs to
 * the manager of its first operand, constants stand second.
 */
final class Constants {
    private final NDManager manager;
    private final DataType type;
    private final Map<Double, NDArray> scalars = new HashMap<>();
    private final Map<Integer, NDArray> causal = new HashMap<>();

    /** Constants of that type that live as long as {@code manager}. */
    Constants(NDManager manager, DataType type) {
        this.manager = manager;
        this.type = type;
    }

    DataType type() {
        return type;
    }

    /** A scalar, made once. */
    NDArray of(double value) {
        return scalars.computeIfAbsent(value, v -> full(manager, new Shape(), v));
    }

    /** (n, n), made once: 0 on and below the diagonal, {@link #masked} above, so that a row does not see what follows it. */
    NDArray causal(int n) {
        return causal.computeIfAbsent(n, size -> {
            double[] values = new double[size * size];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % size > i / size ? masked() : 0;
            }
            return copy(manager, values, new Shape(size, size));
        });
    }

    /** Added to a logit it leaves a share of exactly 0 beside any logit that is not masked; finite, so never NaN. */
    double masked() {
        return -1e30;
    }

    /** These numbers as a vector that lives as long as the model. */
    NDArray lasting(double... values) {
        return copy(manager, values, new Shape(values.length));
    }

    /** Equal numbers, as long as {@code owner}. */
    NDArray full(NDManager owner, Shape shape, double value) {
        return JniUtils.full((PtNDManager) owner, shape, value, type, owner.getDevice(), SparseFormat.DENSE);
    }

    /** These numbers, as long as {@code owner}. */
    NDArray copy(NDManager owner, double[] values, Shape shape) {
        return Torch.create(owner, type, shape, memory -> {
            if (type == DataType.FLOAT64) {
                memory.asDoubleBuffer().put(values);
            } else {
                FloatBuffer floats = memory.asFloatBuffer();
                for (double value : values) {
                    floats.put((float) value);
                }
            }
        });
    }

    /** These indices, as long as {@code owner}. */
    static NDArray copy(NDManager owner, long[] indices) {
        return Torch.create(owner, DataType.INT64, new Shape(indices.length), memory -> memory.asLongBuffer()
                .put(indices));
    }
}
