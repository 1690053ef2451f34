package io.sinestream.model.sine;

import org.jspecify.annotations.Nullable;

/**
 * The share of effective views among the views and skips of an item: the baseline that quality is shown beside, and what an
 * item's vector carries where the model has an {@link SineSettings#itemRate item rate}. Over the items known now, so that it is
 * restored with them. Items change: past {@value #MOST_OFFERS} offers an item's older half counts half.
 */
final class Popularity {
    /** An item's share is drawn towards that of all items as by so many more offers of such an item. */
    private static final double PRIOR_OFFERS = 5;

    private static final int MOST_OFFERS = 2_000;

    /** Fewer could not tell items that differ from luck. */
    private static final int LEAST_OFFERS = 1_000;

    /** However much items differ, one is drawn towards all by at least one offer. */
    private static final double MOST_ALIKE = 0.5;

    private long views;
    private long offers;
    private long viewsSquared;
    private long viewsByOffers;
    private long offersSquared;

    void offered(KnownItem item, boolean viewed) {
        forgotten(item);
        if (item.offers >= MOST_OFFERS) {
            item.views /= 2;
            item.offers /= 2;
        }
        item.offers++;
        item.views += viewed ? 1 : 0;
        known(item);
    }

    /** An item that was restored. */
    void known(KnownItem item) {
        add(item, 1);
    }

    void forgotten(KnownItem item) {
        add(item, -1);
    }

    private void add(KnownItem item, int times) {
        views += times * item.views;
        offers += times * item.offers;
        viewsSquared += times * item.views * item.views;
        viewsByOffers += times * item.views * item.offers;
        offersSquared += times * item.offers * item.offers;
    }

    /** The item's share, that of all items for an unknown one; ½ before anything was offered. */
    float of(@Nullable KnownItem item) {
        double share = offers == 0 ? 0.5 : (double) views / offers;
        return (float) (item == null ? share : (item.views + PRIOR_OFFERS * share) / (item.offers + PRIOR_OFFERS));
    }

    /**
     * ln of the item's odds of an effective view over those of all items, as far as they can be told from luck; 0 for an
     * item that nobody was offered. As losses descend −ln σ of gaps of scores, such log-odds are the scores that fit best where
     * nothing is known but the item.
     */
    double logOdds(KnownItem item) {
        double alike = alike();
        if (alike == 0 || item.offers == 0) {
            return 0;
        }
        double share = (double) views / offers;
        double prior = 1 / alike - 1;
        double own = (item.views + prior * share) / (item.offers + prior);
        return Math.log(own / (1 - own)) - Math.log(share / (1 - share));
    }

    /**
     * How much more alike two offers of one item are than two of any, 0 to below 1: the correlation ρ of a beta-binomial with
     * the variance that the counts have, Σ(v − np)² = p(1 − p)(Σn + ρΣn(n − 1)). An item's share is drawn towards that of all
     * as by 1/ρ − 1 more offers, so where items do not differ nothing is made of chance.
     */
    private double alike() {
        if (offers < LEAST_OFFERS || views == 0 || views == offers) {
            return 0;
        }
        double share = (double) views / offers;
        double spread = viewsSquared - 2 * share * viewsByOffers + share * share * offersSquared;
        double pairs = offersSquared - offers;
        double alike = pairs <= 0 ? 0 : (spread / (share * (1 - share)) - offers) / pairs;
        return Math.max(0, Math.min(MOST_ALIKE, alike));
    }
}
