package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.sinestream.model.sine.SineSettings.Gap;

/**
 * The part of the objective of eq. 15 and 16 that needs a forward: λ1·L1 + λ2·L2 + l·‖E‖, with −ln σ of the gap between a
 * target and what it is compared with. The norm is over the rows that the batch names, padding included as in the released
 * code, though padding does not learn. {@link DistanceCorrelation} is the rest.
 *
 * <p>Axes: R rows, N random items and S skips per target, K sub-interests.
 */
final class Losses {
    private static final double TINY = 1e-30;

    private final SineSettings settings;
    private final Constants constants;
    private final Probe probe;

    Losses(SineSettings settings, Constants constants, Probe probe) {
        this.settings = settings;
        this.constants = constants;
        this.probe = probe;
    }

    /** L1, L2 and the weighted sum, all scalars. */
    record Terms(NDArray first, NDArray second, NDArray weighted) {
        /** The three as (3). */
        NDArray joined() {
            return NDArrays.concat(new NDList(first.reshape(1), second.reshape(1), weighted.reshape(1)));
        }
    }

    /**
     * The terms of a batch.
     *
     * @param scores of (R, 1+N+S) items: target, random items, skips
     * @param rows (U+1, D) of the batch's items
     */
    Terms of(NDManager manager, SubInterests.Scores scores, NDArray rows, SineBatch batch) {
        NDArray gaps = gaps(scores, batch.randomsPerTarget(), batch.skipsPerTarget());
        probe.saw("gaps", gaps);
        NDArray each = Layers.negativeLogSigmoid(gaps, constants);
        PairWeights pairs = new PairWeights(batch, settings.reduction());
        Shape shape = each.getShape();
        NDArray first = each.mul(constants.copy(manager, pairs.first(), shape)).sum();
        NDArray second =
                each.mul(constants.copy(manager, pairs.second(), shape)).sum();
        NDArray weighted =
                first.mul(constants.of(settings.lambda1())).add(second.mul(constants.of(settings.lambda2())));
        if (settings.embeddingNorm() > 0) {
            weighted = weighted.add(norm(rows).mul(constants.of(settings.embeddingNorm())));
        }
        return new Terms(first, second, weighted);
    }

    /** What the losses descend (R, N+S): the target's score over that of each random item and of each skip. */
    private NDArray gaps(SubInterests.Scores scores, int randoms, int skips) {
        NDArray fused = scores.fused();
        if (settings.gap() == Gap.FUSED || skips == 0) {
            return Layers.slice(fused, 1, 0, 1).sub(Layers.slice(fused, 1, 1, 1L + randoms + skips));
        }
        NDArray random = Layers.slice(fused, 1, 0, 1).sub(Layers.slice(fused, 1, 1, 1L + randoms));
        NDArray each = scores.perInterest();
        NDArray skipped = Layers.slice(each, 2, 0, 1).sub(Layers.slice(each, 2, 1L + randoms, 1L + randoms + skips));
        return NDArrays.concat(new NDList(random, skipped.max(new int[] {1})), 1);
    }

    private NDArray norm(NDArray rows) {
        NDArray padding = Layers.slice(rows, 0, 0, 1).stopGradient();
        NDArray items = Layers.slice(rows, 0, 1, rows.getShape().get(0));
        return items.square()
                .sum()
                .add(padding.square().sum())
                .add(constants.of(TINY))
                .sqrt();
    }
}
