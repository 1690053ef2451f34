package io.sinestream.schema.feed;

/** Hears how the table of items changes, on the feed's thread, before any reader can see it. */
interface ItemChanges {
    /** Hears nothing. */
    ItemChanges NONE = new ItemChanges() {};

    /** @param moved how far the row's vector went, as a share of its length; infinite for a new item */
    default void put(int row, float moved) {}

    /** The table is another, empty one from now on. */
    default void cleared(VectorTable table, int width) {}
}
