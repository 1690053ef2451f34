package io.sinestream.schema.feed;

/**
 * How the index of items is doing.
 *
 * @param items that it finds
 * @param waiting items that are new or have moved far, and are not in it yet as they are
 * @param rebuilds how often it was made anew
 * @param bytes memory of the graph and its tables; vectors are the feed's own
 */
public record IndexStatus(int items, int waiting, int rebuilds, long bytes) {}
