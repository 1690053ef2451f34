package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import io.sinestream.model.sine.SineSettings.AttentionNorm;
import org.jspecify.annotations.Nullable;

/**
 * The encoder of eq. 1 and 6 to 10: from the items of a window to o, the state each position predicts from. It sees effective
 * views only; skips enter through β alone.
 *
 * <p>X = √D·E[history] + P, 0 at padding. Per block, released code: Y = LN(LN(X) + Wo·read), X' = W2·relu(W1·Y + b1) + b2 +
 * Y, with the query and the residual normalised and K, V from X as it is; the paper, eq. 10: Y = LN(X + read), neither Wo nor
 * the norm before. Last, o = LN(X') where the final norm is on. Positions count from the window's end, so the newest item
 * is always at L−1.
 *
 * <p>Axes: B windows, n positions, D width.
 */
final class WindowEncoder {
    private final SineSettings settings;
    private final Constants constants;
    private final DropoutMasks dropout;
    private final Attention attention;
    private final LayerNorm norm;

    WindowEncoder(SineSettings settings, Constants constants, DropoutMasks dropout, Probe probe) {
        this.settings = settings;
        this.constants = constants;
        this.dropout = dropout;
        this.attention = new Attention(settings, constants, dropout, probe);
        this.norm = new LayerNorm(settings.dimension(), settings.lnEps(), constants);
    }

    /**
     * o (B, n, D), or (B, 1, D) of the last position alone, whose query is then the only one the last block computes.
     *
     * @param items (B, n, D) vectors of the history, gathered for this call: they are overwritten
     * @param segments gets the backward of what is not left to the engine
     */
    NDArray encode(NDArray items, Window window, Weights weights, boolean lastRowOnly, Segments segments) {
        NDArray x = embed(items, window, weights);
        for (int i = 0; i < settings.blocks(); i++) {
            boolean lastRow = lastRowOnly && i == settings.blocks() - 1;
            String block = "block." + i + ".";
            x = lastRow ? lastRow(x, window, weights, block) : everyRow(x, window, weights, block, segments);
        }
        return settings.finalNorm() ? normOver(x, weights, "norm_out") : x;
    }

    private NDArray embed(NDArray items, Window window, Weights weights) {
        NDArray positions =
                Layers.slice(weights.get("P"), 0, settings.window() - (long) window.length(), settings.window());
        // The gathered items are this encoder's own: overwriting them saves a pass over new memory each time.
        NDArray x = settings.scaleEmbedding() ? items.muli(constants.of(Math.sqrt(settings.dimension()))) : items;
        return reset(dropout.applyTo(x.addi(positions)), window.valid());
    }

    /** Rows of padding set to 0, in place; {@code valid} is null where there is no padding. */
    private static NDArray reset(NDArray x, @Nullable NDArray valid) {
        return valid == null ? x : x.muli(valid);
    }

    private NDArray everyRow(NDArray given, Window window, Weights weights, String block, Segments segments) {
        NDArray x = segments.cut(given);
        NDArray query = normsQuery() ? segments.cut(norm(x, weights, block + "norm_q")) : x;
        NDArray read = attention.everyRow(query, x, window, weights, block, segments);
        return reset(rest(query, read, weights, block), window.valid());
    }

    private NDArray lastRow(NDArray x, Window window, Weights weights, String block) {
        NDArray at = last(x, window);
        NDArray query = normsQuery() ? norm(at, weights, block + "norm_q") : at;
        NDArray read = attention.lastRow(query, x, window, weights, block);
        NDArray valid = window.valid();
        return reset(rest(query, read, weights, block), valid == null ? null : last(valid, window));
    }

    private boolean normsQuery() {
        return settings.attentionNorm() == AttentionNorm.PRE_QUERY;
    }

    /** @param read overwritten */
    private NDArray rest(NDArray query, NDArray read, Weights weights, String block) {
        try (NDArray y = normOver(dropout.applyTo(read).addi(query), weights, block + "norm_ffn")) {
            return feedForward(y, weights, block + "ffn.").addi(y);
        }
    }

    private NDArray feedForward(NDArray y, Weights weights, String ffn) {
        // A mask is never negative, so it may come before the rectifier, where nobody needs what it overwrites.
        try (NDArray first = dropout.applyTo(Layers.linear(y, weights.get(ffn + "W1"), weights.get(ffn + "b1")));
                NDArray inner = Layers.relu(first)) {
            return dropout.applyTo(Layers.linear(inner, weights.get(ffn + "W2"), weights.get(ffn + "b2")));
        }
    }

    private NDArray norm(NDArray x, Weights weights, String name) {
        return norm.of(x, weights.get(name + ".gain"), weights.get(name + ".bias"));
    }

    /** The same of an array that nobody else reads, which it overwrites. */
    private NDArray normOver(NDArray x, Weights weights, String name) {
        return norm.over(x, weights.get(name + ".gain"), weights.get(name + ".bias"));
    }

    private static NDArray last(NDArray x, Window window) {
        return Layers.slice(x, 1, window.length() - 1L, window.length());
    }
}
