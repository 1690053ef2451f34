package io.sinestream.schema.feed;

/** Scores many items in a go; the last bits can differ from those of one item alone. */
interface TileScorer extends UserScorer {
    /** Writes the scores of the tile's items, the first to {@code from}. */
    void scores(ItemTile tile, float[] into, int from);
}
