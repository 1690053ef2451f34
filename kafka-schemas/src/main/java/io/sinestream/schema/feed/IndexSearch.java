package io.sinestream.schema.feed;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds about a user's best items without looking at every one: walks the {@linkplain ItemGraph index} by the fused score,
 * and for a diverse choice once by each sub-interest, too; then scores what was found exactly. Scores are right always; an
 * item can be missing: how many are is {@linkplain BreadthChoice measured}. Items that came within the last moments may not
 * be in the index yet.
 */
public final class IndexSearch implements ItemSearch {
    private final FeedState state;
    private final IndexKeeper keeper;
    private final ExactSearch exact;

    IndexSearch(FeedState state, IndexKeeper keeper, ExactSearch exact) {
        this.state = state;
        this.keeper = keeper;
        this.exact = exact;
        keeper.start(state, exact);
    }

    @Override
    public Optional<List<ScoredItem>> top(String user, int count, Predicate<String> excluded) {
        Pools.requireCount(count);
        while (true) {
            Optional<UserView> view = state.view(user);
            if (view.isEmpty()) {
                return Optional.empty();
            }
            ItemGraph graph = keeper.graph(view.get().items());
            SearchBreadth breadth = keeper.breadth();
            if (graph == null || breadth.isEveryItem()) {
                return exact.top(user, count, excluded); // A lineage that has just begun has few items.
            }
            List<TileScorer> fused = Pools.scorers(view.get()).subList(0, 1);
            List<String> found = walk(graph, fused, count, breadth.of(count), excluded);
            Optional<List<float[]>> scores = state.scores(view.get().generation(), fused, found);
            if (scores.isPresent()) {
                return Optional.of(best(found, scores.get().get(0), count));
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
            ItemGraph graph = keeper.graph(view.get().items());
            SearchBreadth breadth = keeper.breadth();
            if (graph == null || breadth.isEveryItem()) {
                return exact.diverse(user, count, diversity, excluded);
            }
            List<TileScorer> scorers = Pools.scorers(view.get());
            int size = Pools.size(count);
            List<String> found = walk(graph, scorers, size, Math.max(size, breadth.of(count)), excluded);
            Optional<List<DiverseMerge.Candidate>> pool =
                    Pools.candidates(state, view.get().generation(), scorers, found);
            if (pool.isPresent()) {
                return Optional.of(DiverseMerge.choose(pool.get(), count, diversity));
            }
        }
    }

    /** How the index is doing. */
    public IndexStatus status() {
        return keeper.status();
    }

    /** @return whether the index has, within this time, taken in every item that the feed has */
    public boolean awaitIndexed(Duration timeout) throws InterruptedException {
        return keeper.awaitIdle(timeout.toMillis());
    }

    private static List<String> walk(
            ItemGraph graph, List<TileScorer> scorers, int count, int kept, Predicate<String> excluded) {
        Set<String> found = new LinkedHashSet<>();
        scorers.forEach(scorer -> found.addAll(
                Arrays.asList(graph.search(scorer, count, kept, excluded).items())));
        return List.copyOf(found);
    }

    private static List<ScoredItem> best(List<String> found, float[] scores, int count) {
        TopItems best = new TopItems(count, item -> false);
        for (int i = 0; i < scores.length; i++) {
            if (!Float.isNaN(scores[i])) {
                best.offer(found.get(i), scores[i]);
            }
        }
        return best.drain();
    }
}
