package io.sinestream.model.quality;

/**
 * Quality of one scorer over a bounded window; NaN where there was no instance.
 *
 * @param auc pooled over all candidates, exact
 * @param grouped the means over instances
 * @param gaucUser mean over users of each user's mean AUC
 * @param meanViewScore mean score of the effective views
 * @param meanSkipScore mean score of the skips
 */
public record WindowQuality(
        double auc, GroupedQuality grouped, double gaucUser, double meanViewScore, double meanSkipScore) {}
