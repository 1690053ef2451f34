package io.sinestream.schema.feed;

import io.sinestream.schema.UserSubInterests;
import java.util.Arrays;
import java.util.Optional;

/** How the K scores of a user's sub-interests become one (SINE eq. 12 to 14); named as in the model record. */
public enum Fusion {
    /** Shares σ(a_k + c_i) / Σ_j σ(a_j + c_i) of the dot products: they depend on the item. */
    SIGMOID_SHARE {
        @Override
        TileScorer scorer(float[] vectors, float[] relevance, int width) {
            return new SharedScorer(vectors, relevance, width);
        }
    },
    /** Shares softmax_k(a_k): the same for every item, so one vector stands for the user. */
    SOFTMAX {
        @Override
        TileScorer scorer(float[] vectors, float[] relevance, int width) {
            return VectorScorer.weighted(vectors, softmax(relevance), width);
        }
    },
    /** The plain sum, which grows with K. */
    SUM {
        @Override
        TileScorer scorer(float[] vectors, float[] relevance, int width) {
            double[] ones = new double[relevance.length];
            Arrays.fill(ones, 1);
            return VectorScorer.weighted(vectors, ones, width);
        }
    },
    /** The sub-interest that scores highest. */
    MAX {
        @Override
        TileScorer scorer(float[] vectors, float[] relevance, int width) {
            return new MaximumScorer(vectors, relevance.length, width);
        }
    };

    /**
     * @param vectors (K, D) row-major, kept and not copied
     * @param relevance (K) a_k
     */
    abstract TileScorer scorer(float[] vectors, float[] relevance, int width);

    /** Scores items for this user. */
    public UserScorer scorer(UserSubInterests user) {
        return tileScorer(user);
    }

    TileScorer tileScorer(UserSubInterests user) {
        return scorer(user.vectors(), user.relevance(), user.width());
    }

    /** The fusion of this name, or nothing when this reader does not know it. */
    public static Optional<Fusion> named(String name) {
        for (Fusion fusion : values()) {
            if (fusion.name().equals(name)) {
                return Optional.of(fusion);
            }
        }
        return Optional.empty();
    }

    private static double[] softmax(float[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double[] weights = new double[logits.length];
        double sum = 0;
        for (int k = 0; k < logits.length; k++) {
            weights[k] = Math.exp(logits[k] - max);
            sum += weights[k];
        }
        for (int k = 0; k < logits.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }
}
