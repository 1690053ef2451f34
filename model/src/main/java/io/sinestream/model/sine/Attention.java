package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Causal self-attention of one block (eq. 6 to 9): α = softmax(Q·Kᵀ/√(D/H)) over the items up to the query, times β after the
 * dropout and not normalised again, times V. Padding takes no share, or with the sink the share of one virtual key; a query
 * at padding gives some finite row, which the block resets to 0.
 *
 * <p>Axes: B windows, n positions, D width, H heads of width D/H.
 */
final class Attention {
    /** Queries at a time: few enough to save work above the diagonal, many enough for the products to be fast. */
    private static final int TILE = 64;

    private final int heads;
    private final int headWidth;
    private final boolean projects;
    private final Constants constants;
    private final DropoutMasks dropout;
    private final Probe probe;

    Attention(SineSettings settings, Constants constants, DropoutMasks dropout, Probe probe) {
        this.heads = settings.heads();
        this.headWidth = settings.dimension() / heads;
        this.projects = settings.outputProjection();
        this.constants = constants;
        this.dropout = dropout;
        this.probe = probe;
    }

    /**
     * What every position reads, projected (B, n, D), for {@code query} (B, n, D) over {@code x} (B, n, D). With one head the
     * four products of every item with a D×D matrix become two: Q·Kᵀ = x_q·(WqᵀWk)·xᵀ and Wo·Σ α Wv x = (Wo·Wv)·Σ α x, so keys
     * and values are the items as they are.
     */
    NDArray everyRow(NDArray query, NDArray x, Window window, Weights weights, String block, Segments segments) {
        NDArray scale = constants.of(1 / Math.sqrt(headWidth));
        NDArray wq = weights.get(block + "Wq");
        NDArray wk = weights.get(block + "Wk");
        NDArray wv = weights.get(block + "Wv");
        if (heads == 1) {
            NDArray q = query.matMul(wq.transpose().matMul(wk).mul(scale));
            NDArray read = read(q, x, x, window, block, segments);
            return Layers.linear(read, projects ? weights.get(block + "Wo").matMul(wv) : wv);
        }
        NDArray q = heads(Layers.linear(query, wq.mul(scale)), window);
        NDArray k = heads(Layers.linear(x, wk), window);
        NDArray v = heads(Layers.linear(x, wv), window);
        NDArray read = read(q, k, v, window, block, segments)
                .reshape(window.size(), heads, window.length(), headWidth)
                .swapAxes(1, 2)
                .reshape(window.size(), window.length(), (long) heads * headWidth);
        return projected(read, weights, block);
    }

    /** Σ α̂ v (G, n, w), cut off from {@code q}, {@code k} and {@code v}: its backward is computed by hand. */
    private NDArray read(NDArray q, NDArray k, NDArray v, Window window, String block, Segments segments) {
        CausalAttention attention = GradMode.off(() -> {
            NDArray keys = withSink(k, window);
            NDArray values = k == v ? keys : withSink(v, window);
            return new CausalAttention(
                    q,
                    keys,
                    values,
                    padding(window),
                    (from, to, shares) -> weight(window, from, to, shares),
                    constants,
                    TILE,
                    segments.isRecording() || probe != Probe.NONE);
        });
        show(attention, window, block);
        if (!segments.isRecording()) {
            return attention.read();
        }
        NDArray read = Segments.leaf(attention.read());
        segments.later(() -> {
            CausalAttention.Gradients gradients = GradMode.off(() -> attention.backward(read.getGradient()));
            Segments.descend(q, gradients.queries());
            Segments.descend(k, gradients.keys());
            NDArray values = gradients.values();
            if (values != null) {
                Segments.descend(v, values);
            }
        });
        return read;
    }

    /** The virtual key of the sink, a row of zeros, in front; its logit comes with the padding. */
    private NDArray withSink(NDArray x, Window window) {
        if (window.sink() == null) {
            return x;
        }
        Shape shape = x.getShape();
        NDArray zeros = constants.full(x.getManager(), new Shape(shape.get(0), 1, shape.get(2)), 0);
        return NDArrays.concat(new NDList(zeros, x), 1);
    }

    /** (B·H, 1, s+n), or null when there is neither padding nor sink. */
    private @Nullable NDArray padding(Window window) {
        NDArray padding = window.padding();
        NDArray sink = window.sink();
        if (sink != null) {
            NDArray items = padding == null
                    ? constants.full(sink.getManager(), new Shape(window.size(), 1, 1, window.length()), 0)
                    : padding;
            padding = NDArrays.concat(new NDList(sink, items), 3);
        }
        if (padding == null) {
            return null;
        }
        return flat(heads == 1 ? padding : everyHead(padding));
    }

    private NDArray everyHead(NDArray x) {
        Shape shape = x.getShape();
        return x.broadcast(new Shape(shape.get(0), heads, shape.get(2), shape.get(3)));
    }

    /** (B, H, q, k) to (B·H, q, k). */
    private static NDArray flat(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(-1, shape.get(2), shape.get(3));
    }

    /** What dropout and β make of the shares (B·H, q, s+to) of a tile of queries; null for nothing. */
    private @Nullable NDArray weight(Window window, int from, int to, NDArray shares) {
        NDArray mask = dropout.mask(shares);
        NDArray beta = window.beta();
        if (beta == null) {
            return mask;
        }
        NDArray rows = Layers.slice(Layers.slice(beta, 2, from, to), 3, 0, to);
        NDArray weight = flat(heads == 1 ? rows : everyHead(rows));
        if (window.sink() != null) {
            NDArray ones = constants.full(
                    beta.getManager(), new Shape(shares.getShape().get(0), to - from, 1), 1);
            weight = NDArrays.concat(new NDList(ones, weight), 2);
        }
        return mask == null ? weight : weight.mul(mask);
    }

    private void show(CausalAttention attention, Window window, String block) {
        if (probe == Probe.NONE) {
            return;
        }
        GradMode.off(() -> {
            NDArray all = attention.weighted(constants);
            int n = window.length();
            long keys = all.getShape().get(2);
            NDArray items = Layers.slice(all, 2, keys - n, keys).reshape(window.size(), heads, n, n);
            saw(block, items);
            return items;
        });
    }

    private void saw(String block, NDArray weighted) {
        probe.saw("alpha_hat." + block.substring(0, block.length() - 1), weighted);
    }

    /** A new array. */
    private NDArray projected(NDArray read, Weights weights, String block) {
        return projects ? Layers.linear(read, weights.get(block + "Wo")) : read.add(constants.of(0));
    }

    /**
     * What the last position alone reads, projected (B, 1, D), for its {@code query} (B, 1, D). With one query it is cheaper to move its
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
        NDArray padding = window.padding();
        NDArray alpha = weighted(shares(padding == null ? logits : logits.addi(padding), window), window, block);
        NDArray read = alpha.reshape(b, heads, n).matMul(x).swapAxes(0, 1); // (H, B, D)
        return projected(read.matMul(wv.swapAxes(1, 2)).swapAxes(0, 1).reshape(b, 1, d), weights, block);
    }

    private NDArray scaled(NDArray query) {
        return query.mul(constants.of(1 / Math.sqrt(headWidth)));
    }

    /** (B, n, D) to (B·H, n, D/H). */
    private NDArray heads(NDArray x, Window window) {
        return x.reshape(window.size(), window.length(), heads, headWidth)
                .swapAxes(1, 2)
                .reshape(-1, window.length(), headWidth);
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
        saw(block, weighted);
        return weighted;
    }
}
