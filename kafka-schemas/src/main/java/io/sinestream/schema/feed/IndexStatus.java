package io.sinestream.schema.feed;

/**
 * How the index of items is doing.
 *
 * @param items that it finds
 * @param waiting items that are new or have moved far, and are not in it yet as they are
 * @param rebuilds how often it was made anew
 * @param bytes memory of the graph and its tables; vectors are the feed's own
 * @param breadth items kept in view while searching, per item wanted; infinite where every item is scored instead
 * @param recall share of the best hundred that this found of users of the feed, when last measured; NaN before
 */
public record IndexStatus(int items, int waiting, int rebuilds, long bytes, double breadth, double recall) {}
