package io.sinestream.schema.feed;

/** An item and what it scores for the user who was asked for. */
public record ScoredItem(String item, float score) {}
