package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/**
 * Σ_{i<j} dCor(z_i, z_j) of eq. 16 (Székely, Rizzo, Bakirov, Annals of Statistics 2007). The D coordinates of a prototype
 * count as D samples of a scalar: distances |z_s − z_t|, centred by row, column and grand mean; dCor is the root of the mean
 * product over the roots of the mean squares. With D samples the estimate is biased upward, so its value grows with K².
 *
 * <p>A prototype whose distances do not vary has correlation 0 and gradient 0 with every other, and a mean product that
 * rounds to 0 or below counts as 0. Axes: K prototypes, D coordinates.
 */
final class DistanceCorrelation {
    private static final double TINY = 1e-30;

    private final int prototypes;
    private final int samples;
    private final Constants constants;
    private final NDArray pairs;

    DistanceCorrelation(int prototypes, int samples, Constants constants, NDArray pairs) {
        this.prototypes = prototypes;
        this.samples = samples;
        this.constants = constants;
        this.pairs = pairs;
    }

    /** The pairs i < j of K prototypes: (K, K), 1 above the diagonal. */
    static double[] pairsAboveDiagonal(int prototypes) {
        double[] pairs = new double[prototypes * prototypes];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = i % prototypes > i / prototypes ? 1 : 0;
        }
        return pairs;
    }

    /** The sum over pairs (scalar) for {@code z} (K, D). */
    NDArray sum(NDArray z) {
        NDArray centred = centred(z);
        NDArray product = mean(centred.matMul(centred.transpose()));
        NDArray variance = mean(centred.square().sum(new int[] {1}, true));
        NDArray varies = indicator(variance);
        NDArray counts = varies.matMul(varies.transpose()).mul(pairs).mul(indicator(product));
        NDArray safeVariance = orOne(variance, varies);
        NDArray scale = safeVariance.matMul(safeVariance.transpose()).sqrt();
        return orOne(product, counts).div(scale).sqrt().mul(counts).sum();
    }

    /** (K, D·D) doubly centred distances between the coordinates of each prototype. */
    private NDArray centred(NDArray z) {
        NDArray distance = z.reshape(prototypes, samples, 1)
                .sub(z.reshape(prototypes, 1, samples))
                .abs();
        NDArray row = distance.mean(new int[] {2}, true);
        NDArray grand = row.mean(new int[] {1}, true);
        return distance.sub(row)
                .sub(row.reshape(prototypes, 1, samples))
                .add(grand)
                .reshape(prototypes, (long) samples * samples);
    }

    /** Sums over the D·D distances as means. */
    private NDArray mean(NDArray sum) {
        return sum.mul(constants.of(1.0 / ((double) samples * samples)));
    }

    /** 1 where a value is well above 0; no gradient. */
    private NDArray indicator(NDArray x) {
        DataType type = constants.type();
        return x.gt(constants.of(TINY)).toType(type, false);
    }

    /** {@code x} where {@code keep} is 1, and 1 where it is 0, so that roots and quotients have finite gradients there. */
    private NDArray orOne(NDArray x, NDArray keep) {
        return x.mul(keep).add(keep.neg().add(constants.of(1)));
    }
}
