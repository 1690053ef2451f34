package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Windows as a reader needs them, from the last row. Arrays belong to the manager of the call.
 *
 * <p>By fusion, the score of item e is Σ_k γ_k õ_k·e with γ_k ∝ σ(a_k + c) for the sigmoid share, where c = W[D:]·e;
 * fused·e for the softmax and the sum; max_k õ_k·e for the maximum.
 *
 * @param interests (B, K, D) sub-interests õ_k
 * @param relevance (B, K) a_k = W[:D]·õ_k + b; null when the fusion learns no shares
 * @param fused (B, D) the one vector that stands for the user; null when the shares depend on the item
 */
record Encoded(NDArray interests, @Nullable NDArray relevance, @Nullable NDArray fused) {}
