package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A forward cut into segments, so that parts of its backward can be computed by hand between those that the engine
 * differentiates. A cut is a leaf with the numbers of what it cuts; {@link #backward} starts from the loss, then runs what was
 * put here from the last to the first, so each gets gradients that are complete.
 *
 * <p>For one forward; arrays belong to the manager of what they were made from.
 */
final class Segments {
    private final Deque<Runnable> backwards = new ArrayDeque<>();
    private final boolean recording;

    private Segments(boolean recording) {
        this.recording = recording;
    }

    /** For a forward that will have a backward. */
    static Segments recorded() {
        return new Segments(true);
    }

    /** For a forward without: cuts nothing. */
    static Segments none() {
        return new Segments(false);
    }

    boolean isRecording() {
        return recording;
    }

    /** Where the engine's backward stops, to go on from here when all that was read from the cut has given its gradient. */
    NDArray cut(NDArray x) {
        if (!recording) {
            return x;
        }
        NDArray leaf = leaf(x.stopGradient());
        later(() -> descend(x, leaf.getGradient()));
        return leaf;
    }

    /** Gathers a gradient in an array that was computed without one. */
    static NDArray leaf(NDArray x) {
        x.setRequiresGradient(true);
        return x;
    }

    /** Put first, run last. */
    void later(Runnable backward) {
        backwards.push(backward);
    }

    /** The engine's backward from {@code x} to the cuts and leaves before it. */
    static void descend(NDArray x, NDArray gradient) {
        JniUtils.backward((PtNDArray) x, (PtNDArray) gradient, false, false);
    }

    /** From the loss, a scalar, to every leaf. */
    void backward(NDArray loss, NDArray one) {
        descend(loss, one);
        backwards.forEach(Runnable::run);
        backwards.clear();
    }
}
