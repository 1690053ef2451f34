package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.Version;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {
    private static final int ITEMS = 10_000;

    private final FeedState state = new FeedState(user -> true, Duration.ofDays(1));
    private final ExactSearch search = new ExactSearch(state);
    private final UserSubInterests user = Records.user("u", 1, 1);
    private final List<ItemEmbedding> items =
            IntStream.range(0, ITEMS).mapToObj(i -> Records.item("i" + i, 1, 1)).toList();

    @BeforeEach
    void fill() {
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SIGMOID_SHARE, List.of()));
        state.apply(user);
        items.forEach(state::apply);
    }

    @ParameterizedTest
    @EnumSource
    void theBestAreThoseThatScoreHighest(Fusion fusion) {
        state.apply(Records.model(1, 2, Records.LINEAGE, fusion, List.of()));
        UserScorer scorer = fusion.scorer(user);
        List<String> expected = items.stream()
                .filter(item -> !item.item().endsWith("7"))
                .sorted(Comparator.comparingDouble((ItemEmbedding item) -> -scorer.score(item))
                        .thenComparing(ItemEmbedding::item))
                .limit(100)
                .map(ItemEmbedding::item)
                .toList();
        assertThat(search.top("u", 100, item -> item.endsWith("7")))
                .hasValueSatisfying(
                        best -> assertThat(best).extracting(ScoredItem::item).isEqualTo(expected));
    }

    @Test
    void fewerItemsThanWantedAreAllFound() {
        assertThat(search.top("u", 2 * ITEMS, item -> false))
                .hasValueSatisfying(best -> assertThat(best).hasSize(ITEMS));
        assertThat(search.diverse("u", 2 * ITEMS, 0.5, item -> false))
                .hasValueSatisfying(best -> assertThat(best).hasSize(ITEMS));
    }

    @Test
    void deletedItemsAreNotFound() {
        String best = search.top("u", 1, item -> false).orElseThrow().get(0).item();
        state.deleteItem(best, new Version(1, 9), 0);
        assertThat(search.top("u", ITEMS, item -> false).orElseThrow())
                .extracting(ScoredItem::item)
                .hasSize(ITEMS - 1)
                .doesNotContain(best);
    }

    @Test
    void withoutDiversityItIsThePlainTop() {
        assertThat(search.diverse("u", 50, 0, item -> item.endsWith("3")))
                .isEqualTo(search.top("u", 50, item -> item.endsWith("3")));
    }

    @Test
    void moreDiversityMixesTheSubInterestsMoreAndCostsRecall() {
        Set<String> plain = ids(search.top("u", 50, item -> false).orElseThrow());
        long pairsBefore = -1;
        int recallBefore = Integer.MAX_VALUE;
        for (double diversity : new double[] {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1}) {
            List<ScoredItem> chosen =
                    search.diverse("u", 50, diversity, item -> false).orElseThrow();
            long pairs = differingPairs(chosen);
            Set<String> hits = ids(chosen);
            hits.retainAll(plain);
            assertThat(pairs).as("pairs at %s", diversity).isGreaterThanOrEqualTo(pairsBefore);
            assertThat(hits.size()).as("recall at %s", diversity).isLessThanOrEqualTo(recallBefore);
            pairsBefore = pairs;
            recallBefore = hits.size();
        }
        assertThat(pairsBefore).isEqualTo(25L * 25);
        assertThat(recallBefore).isBetween(10, 49);
    }

    @Test
    void unknownUsersAndBadNumbersAreSaid() {
        assertThat(search.top("nobody", 1, item -> false)).isEmpty();
        assertThat(search.diverse("nobody", 1, 0.1, item -> false)).isEmpty();
        assertThatThrownBy(() -> search.top("u", 0, item -> false)).hasMessageContaining("count is 0");
        assertThatThrownBy(() -> search.diverse("u", 1, -0.1, item -> false))
                .hasMessageContaining("diversity is -0.1, must be 0 or more");
    }

    private long differingPairs(List<ScoredItem> chosen) {
        long first = chosen.stream().filter(found -> nearest(found.item()) == 0).count();
        return first * (chosen.size() - first);
    }

    private int nearest(String id) {
        ItemEmbedding item = state.item(id).orElseThrow();
        double[] dots = new double[Records.SUB_INTERESTS];
        for (int k = 0; k < dots.length; k++) {
            for (int d = 0; d < Records.WIDTH; d++) {
                dots[k] += (double) user.vectors()[k * Records.WIDTH + d] * item.vector()[d];
            }
        }
        return dots[1] > dots[0] ? 1 : 0;
    }

    private static Set<String> ids(List<ScoredItem> found) {
        Set<String> ids = new HashSet<>();
        found.forEach(item -> ids.add(item.item()));
        return ids;
    }
}
