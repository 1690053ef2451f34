package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;

/** Scores items for one user as the model does. Allocates nothing; safe for several threads. */
public interface UserScorer {
    /**
     * @param items holds the item's vector (D) from {@code at} on
     * @param relevance c_i
     */
    float score(float[] items, int at, float relevance);

    default float score(ItemEmbedding item) {
        return score(item.vector(), 0, item.relevance());
    }
}
