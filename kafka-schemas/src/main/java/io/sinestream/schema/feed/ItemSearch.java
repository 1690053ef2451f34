package io.sinestream.schema.feed;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds a user's best items. Safe for several threads.
 *
 * <p>Excluded items, such as those seen, are named by a predicate, which must not ask the feed.
 */
public interface ItemSearch {
    /**
     * The items that score highest, best first.
     *
     * @param count 1 or more
     * @return empty when the user or the model is not there
     */
    Optional<List<ScoredItem>> top(String user, int count, Predicate<String> excluded);

    /**
     * Items that score high and are not all of one sub-interest, in the order chosen: see {@link DiverseMerge}.
     *
     * @param diversity λ, 0 or more; 0 gives {@link #top}
     * @return empty when the user or the model is not there
     */
    Optional<List<ScoredItem>> diverse(String user, int count, double diversity, Predicate<String> excluded);
}
