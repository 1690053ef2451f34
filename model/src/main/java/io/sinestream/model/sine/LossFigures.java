package io.sinestream.model.sine;

/**
 * The objective by term, as a fading mean over training steps; NaN before the first.
 *
 * @param randomItems L1, views against random items, before its weight λ1
 * @param skips L2, views against skips, before its weight λ2
 * @param prototypes the distance correlation between prototypes, before its weight λ3
 * @param total what is descended
 */
public record LossFigures(double randomItems, double skips, double prototypes, double total) {}
