package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Operations of the engine that DJL's array interface lacks or reaches only through its blocks, which are not safe here. */
final class Layers {
    private Layers() {}

    /** y = M x (…, out) for {@code weight} (out, in), without bias. */
    static NDArray linear(NDArray x, NDArray weight) {
        return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, null);
    }

    /** y = M x + b (…, out). */
    static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
        return JniUtils.linear((PtNDArray) x, (PtNDArray) weight, (PtNDArray) bias);
    }

    /** Rows (…, D) of {@code table} (N, D) at {@code indices}; belongs to the manager of the indices. */
    static NDArray rows(NDArray table, NDArray indices) {
        return JniUtils.embedding((PtNDArray) indices, (PtNDArray) table, false);
    }

    /** Part of an axis, without copying. */
    static NDArray slice(NDArray x, int axis, long from, long to) {
        return JniUtils.slice((PtNDArray) x, axis, from, to, 1);
    }

    /** max(x, 0). */
    static NDArray relu(NDArray x) {
        return JniUtils.relu((PtNDArray) x);
    }

    /** 1/(1 + exp(-x)). */
    static NDArray sigmoid(NDArray x) {
        return JniUtils.sigmoid((PtNDArray) x);
    }

    /**
     * -ln σ(x) = max(-x, 0) + ln(1 + exp(-|x|)): finite for every finite x, and its gradient is -σ(-x), one half at 0 from
     * each side of the maximum.
     */
    static NDArray negativeLogSigmoid(NDArray x, Constants constants) {
        NDArray negated = x.neg();
        return negated.maximum(constants.of(0))
                .add(JniUtils.softPlus((PtNDArray) x.abs().neg()));
    }
}
