package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import io.sinestream.model.sine.SineSettings.AttentionNorm;

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

    WindowEncoder(SineSettings settings, Constants constants, DropoutMasks dropout, Probe probe) {
        this.settings = settings;
        this.constants = constants;
        this.dropout = dropout;
        this.attention = new Attention(settings, constants, dropout, probe);
    }

    /**
     * o (B, n, D), or (B, 1, D) of the last position alone, whose query is then the only one the last block computes.
     *
     * @param items (B, n, D) vectors of the history
     */
    NDArray encode(NDArray items, Window window, Weights weights, boolean lastRowOnly) {
        NDArray x = embed(items, window, weights);
        for (int i = 0; i < settings.blocks(); i++) {
            boolean lastRow = lastRowOnly && i == settings.blocks() - 1;
            x = block(x, window, weights, "block." + i + ".", lastRow);
        }
        return settings.finalNorm() ? norm(x, weights, "norm_out") : x;
    }

    private NDArray embed(NDArray items, Window window, Weights weights) {
        NDArray positions =
                Layers.slice(weights.get("P"), 0, settings.window() - (long) window.length(), settings.window());
        NDArray scaled = settings.scaleEmbedding() ? items.mul(constants.of(Math.sqrt(settings.dimension()))) : items;
        return dropout.apply(scaled.add(positions)).mul(window.valid());
    }

    private NDArray block(NDArray x, Window window, Weights weights, String block, boolean lastRow) {
        NDArray at = lastRow ? last(x, window) : x;
        NDArray valid = lastRow ? last(window.valid(), window) : window.valid();
        NDArray query = settings.attentionNorm() == AttentionNorm.PRE_QUERY ? norm(at, weights, block + "norm_q") : at;
        NDArray read = lastRow
                ? attention.lastRow(query, x, window, weights, block)
                : attention.everyRow(query, x, window, weights, block);
        NDArray projected = settings.outputProjection() ? Layers.linear(read, weights.get(block + "Wo")) : read;
        NDArray y = norm(query.add(dropout.apply(projected)), weights, block + "norm_ffn");
        return feedForward(y, weights, block + "ffn.").add(y).mul(valid);
    }

    private NDArray feedForward(NDArray y, Weights weights, String ffn) {
        NDArray inner = Layers.relu(Layers.linear(y, weights.get(ffn + "W1"), weights.get(ffn + "b1")));
        return dropout.apply(Layers.linear(dropout.apply(inner), weights.get(ffn + "W2"), weights.get(ffn + "b2")));
    }

    private NDArray norm(NDArray x, Weights weights, String name) {
        return Layers.norm(x, weights.get(name + ".gain"), weights.get(name + ".bias"), settings.lnEps());
    }

    private static NDArray last(NDArray x, Window window) {
        return Layers.slice(x, 1, window.length() - 1L, window.length());
    }
}
