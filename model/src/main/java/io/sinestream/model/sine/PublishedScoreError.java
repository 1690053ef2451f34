package io.sinestream.model.sine;

/**
 * How far a score from the published records was from the model's at that moment.
 *
 * @param error |published score − the model's|
 * @param ofItem the part of it that comes from the item's record: |published score − that with the item as it is now|
 * @param bound what that part may be
 * @param ageMillis event time from the user's published vectors to now
 */
public record PublishedScoreError(double error, double ofItem, double bound, long ageMillis) {}
