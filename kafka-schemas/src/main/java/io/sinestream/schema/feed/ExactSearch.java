package io.sinestream.schema.feed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds a user's best items by scoring every one there is: the yardstick of any index. */
public final class ExactSearch implements ItemSearch {
    private final FeedState state;

    ExactSearch(FeedState state) {
        this.state = state;
    }

    @Override
    public Optional<List<ScoredItem>> top(String user, int count, Predicate<String> excluded) {
        return best(user, count, excluded, view -> view.fusion().tileScorer(view.user()));
    }

    /**
     * The items whose product with one sub-interest is largest, best first, with that product.
     *
     * @param subInterest 0 to K−1
     * @return empty when the user or the model is not there
     */
    public Optional<List<ScoredItem>> nearest(String user, int subInterest, int count) {
        return best(
                user,
                count,
                String::isEmpty,
                view -> VectorScorer.one(
                        view.user().vectors(), subInterest, view.user().width()));
    }

    private Optional<List<ScoredItem>> best(
            String user, int count, Predicate<String> excluded, Function<UserView, TileScorer> by) {
        Pools.requireCount(count);
        while (true) {
            Optional<UserView> view = state.view(user);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            TopItems best = new TopItems(count, excluded);
            TileScorer scorer = by.apply(view.get());
            if (state.offerAll(view.get().generation(), List.of(scorer), List.of(best))) {
                return Optional.of(best.drain());
            }
        }
    }

    @Override
    public Optional<List<ScoredItem>> diverse(String user, int count, double diversity, Predicate<String> excluded) {
        Pools.requireCount(count);
        DiverseMerge.requireDiversity(diversity);
        while (true) {
            Optional<UserView> view = state.view(user);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            Optional<List<DiverseMerge.Candidate>> pool = pool(view.get(), count, excluded);
            if (pool.isPresent()) {
                return Optional.of(DiverseMerge.choose(pool.get(), count, diversity));
            }
        }
    }

    /** Empty when the tables were made anew meanwhile. */
    private Optional<List<DiverseMerge.Candidate>> pool(UserView view, int count, Predicate<String> excluded) {
        List<TileScorer> scorers = Pools.scorers(view);
        List<TopItems> heaps = new ArrayList<>();
        scorers.forEach(scorer -> heaps.add(new TopItems(Pools.size(count), excluded)));
        if (!state.offerAll(view.generation(), scorers, heaps)) {
            return Optional.empty();
        }
        Set<String> ids = new LinkedHashSet<>();
        heaps.forEach(heap -> heap.drain().forEach(found -> ids.add(found.item())));
        return Pools.candidates(state, view.generation(), scorers, List.copyOf(ids));
    }
}
