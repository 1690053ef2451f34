package io.sinestream.schema.feed;

import io.sinestream.schema.UserSubInterests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The pool that diverse items are chosen from: the best of the whole user and of each sub-interest. */
final class Pools {
    /** Candidates per item wanted, from each. */
    private static final int FACTOR = 4;

    private Pools() {}

    static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", must be 1 or more");
        }
    }

    static int size(int count) {
        return Math.multiplyExact(FACTOR, count);
    }

    /** The user's, then that of each sub-interest alone. */
    static List<TileScorer> scorers(UserView view) {
        UserSubInterests user = view.user();
        List<TileScorer> scorers = new ArrayList<>();
        scorers.add(view.fusion().tileScorer(user));
        for (int k = 0; k < user.subInterests(); k++) {
            scorers.add(VectorScorer.one(user.vectors(), k, user.width()));
        }
        return scorers;
    }

    /**
     * The items with their score and the sub-interest whose product with them is largest, the lowest of equals.
     *
     * @return empty when the tables were made anew meanwhile
     */
    static Optional<List<DiverseMerge.Candidate>> candidates(
            FeedState state, int generation, List<TileScorer> scorers, List<String> ids) {
        return state.scores(generation, scorers, ids).map(scores -> {
            List<DiverseMerge.Candidate> pool = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                float score = scores.get(0)[i];
                if (!Float.isNaN(score)) {
                    pool.add(new DiverseMerge.Candidate(new ScoredItem(ids.get(i), score), nearest(scores, i)));
                }
            }
            return pool;
        });
    }

    private static int nearest(List<float[]> scores, int i) {
        int nearest = 1;
        for (int k = 2; k < scores.size(); k++) {
            if (scores.get(k)[i] > scores.get(nearest)[i]) {
                nearest = k;
            }
        }
        return nearest - 1;
    }
}
