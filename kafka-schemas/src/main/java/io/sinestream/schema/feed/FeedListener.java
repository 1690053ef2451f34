package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;

/**
 * Hears of every record that became current, after the feed holds it, on the feed's own thread: whatever takes long here
 * makes the feed late.
 */
public interface FeedListener {
    /** Hears nothing. */
    FeedListener NONE = new FeedListener() {};

    /** @param receivedAtMillis wall clock at which the record's batch had been fetched, milliseconds since 1970 */
    default void onUser(UserSubInterests user, long receivedAtMillis) {}

    /** @param receivedAtMillis as for {@link #onUser} */
    default void onItem(ItemEmbedding item, long receivedAtMillis) {}

    /** @param receivedAtMillis as for {@link #onUser} */
    default void onModel(SineModel model, long receivedAtMillis) {}
}
