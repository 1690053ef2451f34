package io.sinestream.schema.feed;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses how broadly a graph has to be searched, by searching it for some of the feed's users and comparing with all items
 * scored: how hard their best items are to find depends on the vectors, the more dimensions they fill the harder, and on how
 * many there are. Where the walk would look at every {@value #WORTHWHILE}th item it is no gain, and all are scored instead.
 */
final class BreadthChoice {
    private static final int USERS = 64;
    private static final int WANTED = 100;
    private static final int WORTHWHILE = 4;
    private static final double[] BREADTHS = {1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 100};

    private final FeedState state;
    private final ExactSearch exact;
    private final double recall;

    BreadthChoice(FeedState state, ExactSearch exact, double recall) {
        this.state = state;
        this.exact = exact;
        this.recall = recall;
    }

    /** Blocks for the time of some hundred searches; {@link SearchBreadth#UNMEASURED} when there is no user to search for. */
    SearchBreadth choose(ItemGraph graph) {
        List<String> users = state.someUsers(USERS);
        List<Set<String>> best = users.stream().map(this::best).toList();
        if (best.stream().allMatch(Set::isEmpty)) {
            return SearchBreadth.UNMEASURED;
        }
        for (double breadth : BREADTHS) {
            SearchBreadth measured = measure(graph, breadth, users, best);
            if (measured.isEveryItem() || measured.recall() >= recall) {
                return measured;
            }
        }
        return SearchBreadth.EVERY_ITEM;
    }

    private Set<String> best(String user) {
        Set<String> best = new HashSet<>();
        exact.top(user, WANTED, String::isEmpty).ifPresent(items -> items.forEach(item -> best.add(item.item())));
        return best;
    }

    private SearchBreadth measure(ItemGraph graph, double breadth, List<String> users, List<Set<String>> best) {
        int kept = new SearchBreadth(breadth, 0).of(WANTED);
        long looked = 0;
        long found = 0;
        long wanted = 0;
        for (int u = 0; u < users.size(); u++) {
            Optional<UserView> view = state.view(users.get(u));
            if (view.isPresent() && view.get().items() == graph.table()) {
                TileScorer scorer = view.get().fusion().tileScorer(view.get().user());
                ItemGraph.Walk walk = graph.search(scorer, WANTED, kept, String::isEmpty);
                looked += walk.looked();
                wanted += best.get(u).size();
                found += Arrays.stream(walk.items())
                        .filter(best.get(u)::contains)
                        .count();
            }
        }
        boolean isWorthwhile =
                looked * WORTHWHILE <= (long) graph.table().index().size() * users.size();
        return isWorthwhile
                ? new SearchBreadth(breadth, wanted == 0 ? 0 : (double) found / wanted)
                : SearchBreadth.EVERY_ITEM;
    }
}
