package io.sinestream.model.sine;

import io.sinestream.model.ItemKey;
import org.jspecify.annotations.Nullable;

/** What is known of an item besides its numbers. Belongs to {@link ItemTable}. */
final class KnownItem {
    final long key;
    final @Nullable String idBeside;

    /** {@link ItemTable#ABSENT} until it is admitted. */
    int row = ItemTable.ABSENT;

    long sightings;

    /** Effective views of it, and effective views and skips of it: its popularity is the share. See {@link Popularity}. */
    long views;

    long offers;

    /** Stream time of the last sighting. */
    long lastSeenMillis;

    /** Which sighting of all that was: puts items that were seen at one time in order. */
    long order;

    KnownItem(long key, @Nullable String idBeside) {
        this.key = key;
        this.idBeside = idBeside;
    }

    /** An item nobody has seen yet. */
    static KnownItem of(String id) {
        long key = ItemKey.of(id);
        return new KnownItem(key, ItemKey.idBeside(key, id));
    }

    boolean hasRow() {
        return row != ItemTable.ABSENT;
    }

    String id() {
        return ItemKey.id(key, idBeside);
    }
}
