package io.sinestream.schema.feed;

/**
 * How much a feed holds.
 *
 * @param tombstones deletions remembered, of users and items
 * @param userBytes memory of all users but the texts of their ids
 * @param itemBytes the same of items
 */
public record FeedSize(int users, int items, int tombstones, long userBytes, long itemBytes) {}
