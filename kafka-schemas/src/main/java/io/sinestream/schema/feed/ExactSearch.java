package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds a user's best items by scoring every one there is: the yardstick of any index. Safe for several threads.
 *
 * <p>Excluded items, such as those seen, are named by a predicate, which must not ask the feed.
 */
public final class ExactSearch {
    /** Candidates per item wanted, from the whole user and from each sub-interest. */
    private static final int POOL_FACTOR = 4;

    private final FeedState state;

    ExactSearch(FeedState state) {
        this.state = state;
    }

    /**
     * The items that score highest, best first.
     *
     * @return empty when the user or the model is not there
     */
    public Optional<List<ScoredItem>> top(String user, int count, Predicate<String> excluded) {
        requireCount(count);
        while (true) {
            Optional<FeedState.UserView> view = state.view(user);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            TopItems best = new TopItems(count, excluded);
            UserScorer scorer = view.get().fusion().scorer(view.get().user());
            if (state.offerAll(view.get().generation(), List.of(scorer), List.of(best))) {
                return Optional.of(best.drain());
            }
        }
    }

    /**
     * Items that score high and are not all of one sub-interest, in the order chosen: see {@link DiverseMerge}.
     *
     * @param diversity λ, 0 or more; 0 gives {@link #top}
     * @return empty when the user or the model is not there
     */
    public Optional<List<ScoredItem>> diverse(String user, int count, double diversity, Predicate<String> excluded) {
        requireCount(count);
        DiverseMerge.requireDiversity(diversity);
        while (true) {
            Optional<FeedState.UserView> view = state.view(user);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            Optional<List<DiverseMerge.Candidate>> pool = pool(view.get(), count, excluded);
            if (pool.isPresent()) {
                return Optional.of(DiverseMerge.choose(pool.get(), count, diversity));
            }
        }
    }

    /** The best of the whole user and of each sub-interest; empty when the tables were made anew meanwhile. */
    private Optional<List<DiverseMerge.Candidate>> pool(
            FeedState.UserView view, int count, Predicate<String> excluded) {
        UserSubInterests user = view.user();
        List<UserScorer> scorers = new ArrayList<>();
        List<TopItems> heaps = new ArrayList<>();
        scorers.add(view.fusion().scorer(user));
        for (int k = 0; k < user.subInterests(); k++) {
            scorers.add(VectorScorer.one(user.vectors(), k, user.width()));
        }
        scorers.forEach(scorer -> heaps.add(new TopItems(Math.multiplyExact(POOL_FACTOR, count), excluded)));
        if (!state.offerAll(view.generation(), scorers, heaps)) {
            return Optional.empty();
        }
        Set<String> ids = new LinkedHashSet<>();
        heaps.forEach(heap -> heap.drain().forEach(found -> ids.add(found.item())));
        List<DiverseMerge.Candidate> pool = new ArrayList<>();
        for (String id : ids) {
            state.item(id)
                    .filter(item -> item.vector().length == user.width())
                    .ifPresent(item -> pool.add(new DiverseMerge.Candidate(
                            new ScoredItem(id, scorers.get(0).score(item)), nearest(scorers, item))));
        }
        return Optional.of(pool);
    }

    /** The sub-interest whose product with the item is largest, the lowest of equals. */
    private static int nearest(List<UserScorer> scorers, ItemEmbedding item) {
        int nearest = 1;
        for (int k = 2; k < scorers.size(); k++) {
            if (scorers.get(k).score(item) > scorers.get(nearest).score(item)) {
                nearest = k;
            }
        }
        return nearest - 1;
    }

    private static void requireCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", must be 1 or more");
        }
    }
}
