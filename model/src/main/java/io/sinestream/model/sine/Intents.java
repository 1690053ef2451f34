package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.sinestream.model.sine.SineSettings.Beta;

/**
 * Intents and the attention weights β they give (eq. 4, 5, 8). The intent of an item is the prototype that it meets best, the
 * skip right before it taken off: argmax_k (e·z_k − e_skip·z_k), the lowest k of equal ones. Intents carry no gradient.
 *
 * <p>A row of β belongs to a query position, a column to a history item; where their intents agree β is one number, elsewhere
 * another. {@link Beta#LAST_INTENT} takes both from the history. {@link Beta#NEXT_INTENT} is the released code: a row has
 * the intent of the target it predicts and a column that of the target before it, hence its own but for the first column,
 * whose skip is not known, and the first item behind padding, which has the intent of the padding row of E.
 */
final class Intents {
    private final double[] affinity;
    private final int interests;

    /** Intents under prototypes {@code z} (K, D) of the items in {@code rows} (U+1, D). */
    Intents(NDArray rows, NDArray z) {
        interests = Math.toIntExact(z.getShape().get(0));
        affinity = rows.matMul(z.transpose()).toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** The intent of an item whose view followed {@code skip}, or no skip when that is 0. */
    int of(int item, int skip) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < interests; k++) {
            double met = affinity[item * interests + k] - (skip == 0 ? 0 : affinity[skip * interests + k]);
            if (met > most) {
                best = k;
                most = met;
            }
        }
        return best;
    }

    /** β (B, n, n) of a batch, row-major. */
    double[] beta(SineBatch batch, SineSettings settings) {
        int n = batch.length();
        int[] columns = new int[batch.size() * n];
        int[] rows = new int[batch.size() * n];
        for (int i = 0; i < columns.length; i++) {
            if (settings.beta() == Beta.LAST_INTENT) {
                columns[i] = of(batch.history()[i], batch.historySkips()[i]);
                rows[i] = columns[i];
            } else {
                columns[i] = nextIntentOfColumn(batch, settings.window(), i);
                rows[i] = nextIntentOfRow(batch, i);
            }
        }
        double[] beta = new double[columns.length * n];
        for (int i = 0; i < beta.length; i++) {
            int row = i / n;
            boolean match = rows[row] == columns[row / n * n + i % n];
            beta[i] = match ? settings.betaMatch() : settings.betaOther();
        }
        return beta;
    }

    private int nextIntentOfColumn(SineBatch batch, int window, int at) {
        boolean first = at % batch.length() == 0;
        if (first) {
            return of(batch.length() == window ? batch.history()[at] : 0, 0);
        }
        return nextIntentOfRow(batch, at - 1);
    }

    /** The intent of the target of a row; of the history item after it when only the last row has a target. */
    private int nextIntentOfRow(SineBatch batch, int at) {
        int n = batch.length();
        if (batch.targetsPerWindow() == n) {
            return of(batch.targets()[at], nearestSkip(batch, at));
        }
        if (at % n == n - 1) {
            return of(batch.targets()[at / n], nearestSkip(batch, at / n));
        }
        boolean padding = batch.history()[at] == 0;
        return padding ? of(0, 0) : of(batch.history()[at + 1], batch.historySkips()[at + 1]);
    }

    private static int nearestSkip(SineBatch batch, int target) {
        return batch.skipsPerTarget() == 0 ? 0 : batch.skips()[target * batch.skipsPerTarget()];
    }
}
