package io.sinestream.schema.feed;

import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModel.GoldenTriple;

/**
 * Whether this reader scores a model record's golden triples as the model does.
 *
 * @param triples how many there were
 * @param worstError largest |own score − model's score|, relative where the score is above 1
 */
public record GoldenCheck(int triples, double worstError) {
    /** What an own score may differ by: float32 sums in another order. */
    public static final double TOLERANCE = 1e-5;

    static GoldenCheck of(SineModel model, Fusion fusion) {
        double worst = 0;
        for (GoldenTriple triple : model.golden()) {
            UserScorer scorer = fusion.scorer(triple.userVectors(), triple.userRelevance(), model.width());
            float own = scorer.score(triple.itemVector(), 0, triple.itemRelevance());
            worst = Math.max(worst, Math.abs(own - triple.score()) / Math.max(1, Math.abs(triple.score())));
        }
        return new GoldenCheck(model.golden().size(), worst);
    }

    /** True without triples: nothing spoke against it. */
    public boolean passed() {
        return worstError <= TOLERANCE;
    }
}
