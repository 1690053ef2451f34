package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * read = (softmax(Q·Kᵀ + padding + causal) ⊙ W)·V with its backward, both by hand and never recorded by the engine. Queries go
 * in tiles: a tile sees the keys up to its own end only, which saves nearly half of the n² work, and only its last keys need
 * the causal mask. Intermediate results are overwritten in place, which the engine's own backward could not allow.
 *
 * <p>Backward: dV = α̂ᵀ·g, dα̂ = g·Vᵀ and, since Σ_j dα̂·α̂ = g·read, the softmax gives dS = α ⊙ (W ⊙ dα̂ − g·read); dQ = dS·K,
 * dK = dSᵀ·Q (as in Dao et al., FlashAttention, NeurIPS 2022, appendix B).
 *
 * <p>Axes: G windows times heads, n positions, s virtual keys in front, w width. One forward, at most one backward.
 */
final class CausalAttention {
    private final NDArray queries;
    private final NDArray keys;
    private final NDArray values;
    private final int front;
    private final List<Tile> tiles = new ArrayList<>();
    private NDArray read;

    /** Queries {@code from} to {@code to}; (G, to−from, s+to) shares before and after W. */
    private record Tile(int from, int to, NDArray shares, @Nullable NDArray weight, NDArray weighted) {

        /** What the gradient {@code g} (G, to−from, w) of what was read gives to the values; what was weighted is used up. */
        NDArray byValues(NDArray g) {
            try (NDArray across = weighted.swapAxes(1, 2)) {
                return across.matMul(g);
            } finally {
                if (weighted != shares) {
                    weighted.close();
                }
            }
        }
    }

    /** Gives the factor W of a tile's shares as a new or lasting array that shares may be multiplied by, null for none. */
    @FunctionalInterface
    interface Weighing {
        @Nullable NDArray of(int from, int to, NDArray shares);
    }

    /**
     * Computes the forward.
     *
     * @param queries (G, n, w), scaled
     * @param keys (G, s+n, w)
     * @param values (G, s+n, w); may be the keys
     * @param padding (G, 1, s+n) added to every query's logits; null for none
     * @param tile most queries at a time
     * @param keeps whether a backward, or a look at the shares, will follow
     */
    CausalAttention(
            NDArray queries,
            NDArray keys,
            NDArray values,
            @Nullable NDArray padding,
            Weighing weighing,
            Constants constants,
            int tile,
            boolean keeps) {
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        int n = Math.toIntExact(queries.getShape().get(1));
        this.front = Math.toIntExact(keys.getShape().get(1)) - n;
        int count = (n + tile - 1) / tile;
        NDList reads = new NDList(count);
        for (int i = 0; i < count; i++) {
            int from = i * n / count;
            int to = (i + 1) * n / count;
            NDArray shares = shares(from, to, padding, constants);
            NDArray weight = weighing.of(from, to, shares);
            NDArray weighted = shares;
            if (weight != null) {
                weighted = keeps ? shares.mul(weight) : shares.muli(weight);
            }
            try (NDArray seen = upTo(values, to)) {
                reads.add(weighted.matMul(seen));
            }
            if (keeps) {
                tiles.add(new Tile(from, to, shares, weight, weighted));
            } else {
                shares.close();
            }
        }
        read = count == 1 ? reads.get(0) : NDArrays.concat(reads, 1);
        if (count > 1) {
            reads.close();
        }
    }

    private NDArray shares(int from, int to, @Nullable NDArray padding, Constants constants) {
        try (NDArray asking = part(queries, from, to);
                NDArray seen = upTo(keys, to);
                NDArray across = seen.swapAxes(1, 2);
                NDArray logits = asking.matMul(across);
                NDArray last = Layers.slice(logits, 2, front + (long) from, front + (long) to)) {
            last.addi(constants.causal(to - from));
            if (padding != null) {
                logits.addi(Layers.slice(padding, 2, 0, front + (long) to));
            }
            return logits.softmax(2);
        }
    }

    /** What each query reads (G, n, w). */
    NDArray read() {
        return read;
    }

    /** α̂ (G, n, s+n), 0 above the diagonal; for looking at it. */
    NDArray weighted(Constants constants) {
        int n = Math.toIntExact(queries.getShape().get(1));
        NDList rows = new NDList();
        for (Tile tile : tiles) {
            Shape shape = tile.weighted.getShape();
            NDArray above = constants.full(read.getManager(), new Shape(shape.get(0), shape.get(1), n - tile.to), 0);
            rows.add(NDArrays.concat(new NDList(tile.weighted, above), 2));
        }
        return NDArrays.concat(rows, 1);
    }

    /** Gradients of queries, keys and values; where keys are values, theirs together as that of the keys. */
    record Gradients(NDArray queries, NDArray keys, @Nullable NDArray values) {}

    /** Backward of {@code gradient} (G, n, w) by {@link #read}. The shares are used up. */
    Gradients backward(NDArray gradient) {
        NDArray met = gradient.mul(read).sum(new int[] {2}, true); // (G, n, 1)
        NDList ofQueries = new NDList();
        NDArray ofKeys = null;
        NDArray ofValues = null;
        for (int i = tiles.size() - 1; i >= 0; i--) {
            Tile tile = tiles.get(i);
            NDArray g = part(gradient, tile.from, tile.to);
            NDArray byValues = tile.byValues(g);
            try (NDArray slope = g.matMul(upTo(values, tile.to).swapAxes(1, 2))) { // (G, q, s+to)
                if (tile.weight != null) {
                    slope.muli(tile.weight);
                }
                slope.subi(part(met, tile.from, tile.to)).muli(tile.shares);
                tile.shares.close();
                ofQueries.add(0, slope.matMul(upTo(keys, tile.to)));
                try (NDArray across = slope.swapAxes(1, 2)) {
                    ofKeys = added(ofKeys, across.matMul(part(queries, tile.from, tile.to)));
                }
            }
            if (keys == values) {
                ofKeys = added(ofKeys, byValues);
            } else {
                ofValues = added(ofValues, byValues);
            }
        }
        NDArray joined = ofQueries.size() == 1 ? ofQueries.get(0) : NDArrays.concat(ofQueries, 1);
        return new Gradients(joined, withoutFront(ofKeys), ofValues == null ? null : withoutFront(ofValues));
    }

    /** The last tile comes first and has every key: the sum's memory is its. */
    private static NDArray added(@Nullable NDArray sum, NDArray part) {
        if (sum == null) {
            return part;
        }
        Layers.slice(sum, 1, 0, part.getShape().get(1)).addi(part);
        part.close();
        return sum;
    }

    private NDArray upTo(NDArray x, int to) {
        return Layers.slice(x, 1, 0, front + (long) to);
    }

    private static NDArray part(NDArray x, int from, int to) {
        return Layers.slice(x, 1, from, to);
    }

    private NDArray withoutFront(@Nullable NDArray x) {
        return Layers.slice(
                java.util.Objects.requireNonNull(x), 1, front, x.getShape().get(1));
    }
}
