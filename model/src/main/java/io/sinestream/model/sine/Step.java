package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;

/**
 * What one forward and backward gave. Arrays belong to the step's manager and go with it.
 *
 * @param l1 loss of targets against random items (eq. 15), before its weight
 * @param l2 loss of targets against skips (eq. 15), before its weight; 0 without a skip
 * @param ldis sum of distance correlations between prototypes (eq. 16), before its weight
 * @param total what was descended
 * @param denseGradient (P) of the flat dense vector
 * @param rowGradient (U+1, D) of the batch's item rows; row 0 is 0
 * @param scores (B, C) of the candidates before the update
 */
record Step(
        double l1, double l2, double ldis, double total, NDArray denseGradient, NDArray rowGradient, NDArray scores) {}
