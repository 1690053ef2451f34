package io.sinestream.model.sine;

import io.sinestream.model.sine.SineSettings.Reduction;
import java.util.Arrays;

/**
 * How much each pair of a batch counts in L1 and L2 (eq. 15), by the reduction. A target that is padding counts nothing. The
 * random items of a target share its weight in L1, its skips that in L2; without any skip L2 is 0 with gradient 0, where a
 * mean over nothing is NaN.
 *
 * <p>Axes: R rows, N random items and S skips per target, in this order.
 */
final class PairWeights {
    private final double[] first;
    private final double[] second;

    PairWeights(SineBatch batch, Reduction reduction) {
        int rows = batch.targets().length;
        int randoms = batch.randomsPerTarget();
        int pairs = randoms + batch.skipsPerTarget();
        first = new double[rows * pairs];
        second = new double[rows * pairs];
        int targets = 0;
        int skipped = 0;
        for (int row = 0; row < rows; row++) {
            targets += batch.targets()[row] == 0 ? 0 : 1;
            skipped += skips(batch, row) == 0 ? 0 : 1;
        }
        double one = reduction == Reduction.SUM ? 1 : 1.0 / Math.max(1, targets);
        double two = reduction == Reduction.MEAN_PER_TERM ? 1.0 / Math.max(1, skipped) : one;
        for (int row = 0; row < rows; row++) {
            if (batch.targets()[row] != 0) {
                // The released code compares with padding where it has no other item, and so does this.
                Arrays.fill(first, row * pairs, row * pairs + randoms, one / randoms);
            }
            int skips = skips(batch, row);
            for (int s = 0; s < batch.skipsPerTarget() && skips > 0; s++) {
                boolean skip = batch.skips()[row * batch.skipsPerTarget() + s] != 0;
                second[row * pairs + randoms + s] = skip ? two / skips : 0;
            }
        }
    }

    /** Weights (R, N+S) of L1. */
    double[] first() {
        return first;
    }

    /** Weights (R, N+S) of L2. */
    double[] second() {
        return second;
    }

    private static int skips(SineBatch batch, int row) {
        int skips = 0;
        for (int s = 0; s < batch.skipsPerTarget() && batch.targets()[row] != 0; s++) {
            skips += batch.skips()[row * batch.skipsPerTarget() + s] == 0 ? 0 : 1;
        }
        return skips;
    }
}
