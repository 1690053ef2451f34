package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * Causal self-attention of one block (eq. 6 to 9): α = softmax(Q·Kᵀ/√(D/H)) over the items up to the query, times β after the
 * dropout and not normalised again, times V. Padding takes no share, or with the sink the share of one virtual key; a query
 * at padding gives some finite row, which the block resets to 0.
 *
 * <p>Axes: B windows, n positions, D width, H heads of width D/H.
 */
final class Attention {
    private final int heads;
    private final int headWidth;
    private final Constants constants;
    private final DropoutMasks dropout;
    private final Probe probe;

    Attention(SineSettings settings, Constants constants, DropoutMasks dropout, Probe probe) {
        this.heads = settings.heads();
        this.headWidth = settings.dimension() / heads;
        this.constants = constants;
        this.dropout = dropout;
        this.probe = probe;
    }

    /** What every position reads (B, n, D) for {@code query} (B, n, D) over {@code x} (B, n, D). */
    NDArray everyRow(NDArray query, NDArray x, Window window, Weights weights, String block) {
        int n = window.length();
        NDArray q = heads(scaled(Layers.linear(query, weights.get(block + "Wq"))), window);
        NDArray k = heads(Layers.linear(x, weights.get(block + "Wk")), window);
        NDArray v = heads(Layers.linear(x, weights.get(block + "Wv")), window);
        NDArray logits = q.matMul(k.swapAxes(2, 3)); // (B, H, n, n)
        NDArray mask = window.padding().add(constants.causal(n)); // (B, 1, n, n)
        NDArray read = weighted(shares(logits.add(mask), window), window, block).matMul(v); // (B, H, n, D/H)
        return read.swapAxes(1, 2).reshape(window.size(), n, (long) heads * headWidth);
    }

    /**
     * What the last position alone reads (B, 1, D), for its {@code query} (B, 1, D). With one query it is cheaper to move its
     * vector through Wk and the vector it reads through Wv than all n items: q·(Wk x) = (Wkᵀ q)·x and Σ α Wv x = Wv Σ α x.
     */
    NDArray lastRow(NDArray query, NDArray x, Window window, Weights weights, String block) {
        int b = window.size();
        int n = window.length();
        long d = (long) heads * headWidth;
        NDArray q = byHead(scaled(Layers.linear(query, weights.get(block + "Wq"))), b); // (H, B, D/H)
        NDArray wk = weights.get(block + "Wk").reshape(heads, headWidth, d);
        NDArray wv = weights.get(block + "Wv").reshape(heads, headWidth, d);
        NDArray moved = q.matMul(wk).swapAxes(0, 1); // (B, H, D)
        NDArray logits = moved.matMul(x.swapAxes(1, 2)).reshape(b, heads, 1, n);
        NDArray alpha = weighted(shares(logits.add(window.padding()), window), window, block);
        NDArray read = alpha.reshape(b, heads, n).matMul(x).swapAxes(0, 1); // (H, B, D)
        return read.matMul(wv.swapAxes(1, 2)).swapAxes(0, 1).reshape(b, 1, d);
    }

    private NDArray scaled(NDArray query) {
        return query.mul(constants.of(1 / Math.sqrt(headWidth)));
    }

    /** (B, n, D) to (B, H, n, D/H). */
    private NDArray heads(NDArray x, Window window) {
        return x.reshape(window.size(), window.length(), heads, headWidth).swapAxes(1, 2);
    }

    /** (B, 1, D) to (H, B, D/H). */
    private NDArray byHead(NDArray x, int windows) {
        return x.reshape(windows, heads, headWidth).swapAxes(0, 1);
    }

    /** The softmax over keys of (B, H, q, n), its maximum and its sum taking in the virtual key when there is one. */
    private static NDArray shares(NDArray logits, Window window) {
        NDArray sink = window.sink();
        if (sink == null) {
            return logits.softmax(3);
        }
        Shape shape = logits.getShape();
        NDArray key = sink.broadcast(new Shape(shape.get(0), shape.get(1), shape.get(2), 1));
        NDArray all = NDArrays.concat(new NDList(logits, key), 3).softmax(3);
        return Layers.slice(all, 3, 0, shape.get(3));
    }

    /** α̂ (B, H, q, n): dropped out, times the rows of β that the queries have. */
    private NDArray weighted(NDArray alpha, Window window, String block) {
        NDArray weighted = dropout.apply(alpha);
        NDArray beta = window.beta();
        if (beta != null) {
            long queries = alpha.getShape().get(2);
            weighted = weighted.mul(Layers.slice(beta, 2, window.length() - queries, window.length()));
        }
        probe.saw("alpha_hat." + block.substring(0, block.length() - 1), weighted);
        return weighted;
    }
}
