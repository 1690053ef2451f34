package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;

/**
 * A user's sub-interest vectors right after an effective view. Axis legend: K sub-interests, D width.
 *
 * @param view the newest view inside the window
 * @param historyLength positions of the window, the view included
 * @param vectors (K, D) row-major õ_k (eq. 11)
 * @param relevance (K) a_k = W[:D]·õ_k + b (the user's half of eq. 12)
 */
public record UserVectors(
        TrainingExample view, int historyLength, float[] vectors, float[] relevance, long modelVersion) {}
