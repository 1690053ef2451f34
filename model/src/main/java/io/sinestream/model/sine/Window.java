package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.sinestream.model.sine.SineSettings.PadSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the encoder needs to know of a batch's windows besides their item vectors. Axes: B windows, n positions computed.
 *
 * @param size B
 * @param length n
 * @param valid (B, n, 1): 1 at an item, 0 at padding; null when there is no padding
 * @param padding (B, 1, 1, n) added to logits: the recency term at an item, 0 without one, else the masking number; null
 *     when there is nothing to add
 * @param sink (B, 1, 1, 1) logarithm of how many empty positions the whole window has, as the logit of one virtual key with
 *     value 0; null when they take no share or there are none
 * @param beta (B, 1, n, n) factor of the attention; null for none
 */
record Window(
        int size,
        int length,
        @Nullable NDArray valid,
        @Nullable NDArray padding,
        @Nullable NDArray sink,
        @Nullable NDArray beta) {

    static Window of(
            NDManager manager, Constants constants, SineSettings settings, SineBatch batch, double @Nullable [] beta) {
        int b = batch.size();
        int n = batch.length();
        double[] valid = new double[b * n];
        double[] padding = new double[b * n];
        double[] sink = new double[b];
        for (int i = 0; i < b; i++) {
            int empty = settings.window();
            for (int at = i * n; at < (i + 1) * n; at++) {
                boolean item = batch.history()[at] != 0;
                valid[at] = item ? 1 : 0;
                padding[at] = item ? -settings.recency() * ((i + 1) * n - 1 - at) : constants.masked();
                empty -= item ? 1 : 0;
            }
            sink[i] = empty > 0 ? Math.log(empty) : constants.masked();
        }
        boolean pads = Arrays.stream(batch.history()).anyMatch(item -> item == 0);
        boolean sinks = settings.padSink() == PadSink.WINDOW && (pads || n < settings.window());
        return new Window(
                b,
                n,
                pads ? constants.copy(manager, valid, new Shape(b, n, 1)) : null,
                pads || settings.recency() > 0 ? constants.copy(manager, padding, new Shape(b, 1, 1, n)) : null,
                sinks ? constants.copy(manager, sink, new Shape(b, 1, 1, 1)) : null,
                beta == null ? null : constants.copy(manager, beta, new Shape(b, 1, n, n)));
    }
}
