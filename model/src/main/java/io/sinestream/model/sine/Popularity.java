package io.sinestream.model.sine;

import org.jspecify.annotations.Nullable;

/**
 * The share of effective views among the views and skips of an item: the baseline that quality is shown beside. Learns
 * nothing for the model. Over the items known now, so that it is restored with them.
 */
final class Popularity {
    /** An item's share is drawn towards that of all items as by so many more offers of such an item. */
    private static final double PRIOR_OFFERS = 5;

    private long views;
    private long offers;

    void offered(KnownItem item, boolean viewed) {
        item.offers++;
        offers++;
        item.views += viewed ? 1 : 0;
        views += viewed ? 1 : 0;
    }

    /** An item that was restored. */
    void known(KnownItem item) {
        views += item.views;
        offers += item.offers;
    }

    void forgotten(KnownItem item) {
        views -= item.views;
        offers -= item.offers;
    }

    /** The item's share, that of all items for an unknown one; ½ before anything was offered. */
    float of(@Nullable KnownItem item) {
        double share = offers == 0 ? 0.5 : (double) views / offers;
        return (float) (item == null ? share : (item.views + PRIOR_OFFERS * share) / (item.offers + PRIOR_OFFERS));
    }
}
