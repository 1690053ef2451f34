package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import io.sinestream.model.sine.SineSettings.Fusion;
import java.util.Arrays;

/**
 * From o to sub-interests and scores (eq. 11 to 14).
 *
 * <p>õ_k = o ⊙ (1 + σ(o ⊙ z_k)), element-wise, as an inner product would make all õ_k multiples of o; with an item
 * rate its last number is a constant instead. y = Σ_k γ_k õ_k·e with e
 * the item's vector as it is. Sigmoid share (eq. 12 and 13): γ_k = r_k / Σ r with r_k = σ(W·[õ_k ; e] + b), computed as a softmax
 * over ln r_k, so that shares stay finite when every r_k underflows. Softmax (the released code): over W·[õ_k ; e] + b, where
 * the item's half of W and b are the same for every k and cancel; they are left out and get a gradient of exactly 0.
 *
 * <p>Axes: R rows, K sub-interests, M items per row, D width.
 */
final class SubInterests {
    /**
     * Scores of items.
     *
     * @param perInterest (R, K, M) õ_k·e
     * @param fused (R, M) y
     */
    record Scores(NDArray perInterest, NDArray fused) {}

    private final SineSettings settings;
    private final Constants constants;
    private final Probe probe;
    private final NDArray learnedNumbers;
    private final NDArray biasNumber;

    SubInterests(SineSettings settings, Constants constants, Probe probe) {
        this.settings = settings;
        this.constants = constants;
        this.probe = probe;
        double[] learned = new double[settings.dimension()];
        double[] bias = new double[settings.dimension()];
        Arrays.fill(learned, 0, learned.length - 1, 1);
        bias[bias.length - 1] = settings.itemRate();
        learnedNumbers = constants.lasting(learned);
        biasNumber = constants.lasting(bias);
    }

    /** õ (R, K, D) of {@code o} (R, D). */
    NDArray of(NDArray o, Weights weights) {
        NDArray row = o.reshape(-1, 1, settings.dimension());
        NDArray interests = row.mul(Layers.sigmoid(row.mul(weights.get("Z")))).add(row);
        return settings.itemRate() == 0
                ? interests
                : interests.mul(learnedNumbers).add(biasNumber);
    }

    /** Scores of {@code items} (R, M, D) for {@code interests} (R, K, D). */
    Scores score(NDArray interests, NDArray items, Weights weights) {
        NDArray perInterest = interests.matMul(items.swapAxes(1, 2));
        NDArray fused =
                switch (settings.fusion()) {
                    case SIGMOID_SHARE -> shared(perInterest, sigmoidShares(interests, items, weights));
                    case SOFTMAX -> shared(perInterest, softmaxShares(interests, weights));
                    case SUM -> perInterest.sum(new int[] {1});
                    case MAX -> perInterest.max(new int[] {1});
                };
        probe.saw("per_interest", perInterest);
        probe.saw("score", fused);
        return new Scores(perInterest, fused);
    }

    /** a_k = W[:D]·õ_k + b (R, K). */
    NDArray relevance(NDArray interests, Weights weights) {
        return affinity(interests, weights, 0).squeeze(2).add(weights.get("b"));
    }

    /** c = W[D:]·e (N) of {@code items} (N, D). */
    NDArray itemRelevance(NDArray items, Weights weights) {
        return affinity(items, weights, 1).squeeze(1);
    }

    /** Whether one vector stands for all sub-interests, whatever the item. */
    boolean collapses() {
        return settings.fusion() == Fusion.SOFTMAX || settings.fusion() == Fusion.SUM;
    }

    /** The vector (R, D) whose product with an item is the fused score, where there is one. */
    NDArray collapsed(NDArray interests, Weights weights) {
        boolean learned = settings.fusion() == Fusion.SOFTMAX;
        return (learned ? interests.mul(softmaxShares(interests, weights)) : interests).sum(new int[] {1});
    }

    private NDArray shared(NDArray perInterest, NDArray shares) {
        probe.saw("fusion", shares);
        // Shares sum to one, so taking the middle out and adding it again changes nothing but the rounding: the
        // gradient of
        // W and b is what is left where large numbers cancel, and there is less to cancel (one golden file: 40 times
        // closer).
        NDArray middle = perInterest.mean(new int[] {1}, true);
        return perInterest.sub(middle).mul(shares).sum(new int[] {1}).add(middle.squeeze(1));
    }

    /** (R, K, M). */
    private NDArray sigmoidShares(NDArray interests, NDArray items, Weights weights) {
        NDArray ofInterest = affinity(interests, weights, 0).add(weights.get("b")); // (R, K, 1)
        NDArray ofItem = affinity(items, weights, 1).swapAxes(1, 2); // (R, 1, M)
        return Layers.negativeLogSigmoid(ofInterest.add(ofItem), constants)
                .neg()
                .softmax(1);
    }

    /** (R, K, 1), the same for every item. */
    private NDArray softmaxShares(NDArray interests, Weights weights) {
        return affinity(interests, weights, 0).softmax(1);
    }

    /** Products (…, 1) with one half of W: 0 meets sub-interests, 1 meets items. */
    private NDArray affinity(NDArray vectors, Weights weights, int half) {
        int d = settings.dimension();
        NDArray w = Layers.slice(weights.get("W"), 0, (long) half * d, (half + 1L) * d);
        return vectors.matMul(w.reshape(d, 1));
    }
}
