package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexSearchTest {
    private static final int ITEMS = 2_500;
    private static final int USERS = 20;
    private static final int WIDTH = 16;
    private static final int WANTED = 50;

    private final IndexKeeper keeper = new IndexKeeper(new IndexOptions(8, 50, 0.95, 1));
    private final FeedState state = new FeedState(user -> true, Duration.ofDays(1), keeper);
    private final ExactSearch exact = new ExactSearch(state);
    private final IndexSearch search = new IndexSearch(state, keeper, exact);
    private final PlantedItems planted = new PlantedItems(WIDTH, 1);

    @BeforeEach
    void fill() throws InterruptedException {
        state.apply(Records.model(1, 1, Records.LINEAGE, "SIGMOID_SHARE", 2, WIDTH, List.of()));
        for (int u = 0; u < USERS; u++) {
            state.apply(planted.user("u" + u, 2));
        }
        for (int i = 0; i < ITEMS; i++) {
            state.apply(planted.item(Integer.toString(i), 1));
        }
        indexed();
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    @Test
    void mostOfTheBestAreFoundWithTheirExactScores() {
        assertThat(recall(IndexSearchTest::isNone)).isGreaterThan(0.93);
        List<ScoredItem> best =
                search.top("u1", WANTED, IndexSearchTest::isNone).orElseThrow();
        List<String> ids = best.stream().map(ScoredItem::item).toList();
        float[] scores = state.scores("u1", ids).orElseThrow();
        for (int i = 0; i < scores.length; i++) {
            assertThat(best.get(i).score()).isEqualTo(scores[i]);
        }
        assertThat(search.diverse("u1", WANTED, 0.2, IndexSearchTest::isNone).orElseThrow())
                .extracting(ScoredItem::item)
                .hasSize(WANTED)
                .doesNotHaveDuplicates();
    }

    /** Of twice as many items: it is measured somewhere in the last fifth of them, and with 2,000 a graph may be no gain yet. */
    @Test
    void theBreadthIsWhatTheFeedsUsersNeed() throws InterruptedException {
        for (int i = ITEMS; i < 2 * ITEMS; i++) {
            state.apply(planted.item(Integer.toString(i), 1));
        }
        indexed();
        IndexStatus status = search.status();
        assertThat(status.breadth()).isBetween(1.0, 4.0);
        assertThat(status.recall()).isBetween(0.95, 1.0);
    }

    @Test
    void whereAGraphIsNoGainEveryItemIsScored() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(1);
        for (int u = 0; u < USERS; u++) {
            state.apply(Records.user("u" + u, 1, 2, 1, Records.LINEAGE, 2, WIDTH, random));
        }
        for (int i = 0; i < ITEMS; i++) {
            float[] vector = Records.floats(WIDTH, random);
            state.apply(new ItemEmbedding(Integer.toString(i), 1, 2, Records.LINEAGE, 1, 1, vector, 0));
        }
        indexed();
        assertThat(search.status().breadth()).isInfinite();
        assertThat(search.top("u1", WANTED, IndexSearchTest::isNone))
                .isEqualTo(exact.top("u1", WANTED, IndexSearchTest::isNone));
    }

    @Test
    void seenItemsAreLeftOutAndOthersTakeTheirPlace() {
        Set<String> seen = ids(exact.top("u1", 200, IndexSearchTest::isNone).orElseThrow());
        List<ScoredItem> found = search.top("u1", WANTED, seen::contains).orElseThrow();
        assertThat(found).hasSize(WANTED).extracting(ScoredItem::item).noneMatch(seen::contains);
        assertThat(recall(item -> item.endsWith("3"))).isGreaterThan(0.93);
    }

    @Test
    void itemsThatMoveAreFoundWhereTheyAreAndDeletedOnesNoLonger() throws InterruptedException {
        ScoredItem best =
                search.top("u1", 1, IndexSearchTest::isNone).orElseThrow().get(0);
        state.deleteItem(best.item(), new Version(1, 2), 0);
        assertThat(search.top("u1", WANTED, IndexSearchTest::isNone).orElseThrow())
                .extracting(ScoredItem::item)
                .hasSize(WANTED)
                .doesNotContain(best.item());

        for (int round = 2; round < 4; round++) {
            for (int i = 0; i < ITEMS; i++) {
                state.apply(planted.item(Integer.toString(i), round));
            }
            indexed();
        }
        assertThat(recall(IndexSearchTest::isNone)).isGreaterThan(0.93);
        assertThat(search.status().rebuilds()).isPositive();
        assertThat(search.status().items()).isEqualTo(ITEMS);
    }

    @Test
    void smallMovesNeedNoNewLinks() throws InterruptedException {
        ItemEmbedding before = state.item("7").orElseThrow();
        float[] vector = before.vector().clone();
        vector[0] *= 1.01f;
        state.apply(new ItemEmbedding("7", 1, 2, Records.LINEAGE, 1, 1, vector, before.relevance()));
        indexed();
        assertThat(keeper.graph(state.view("u1").orElseThrow().items()))
                .satisfies(graph -> assertThat(graph.linked()).isEqualTo(ITEMS));
    }

    @Test
    void anotherLineageBeginsAnew() throws InterruptedException {
        state.apply(Records.model(2, 0, "lineage-2", "SOFTMAX", 2, 3, List.of()));
        state.apply(Records.user("u1", 2, 1, 1, "lineage-2"));
        assertThat(search.top("u1", 5, IndexSearchTest::isNone)).contains(List.of());
        for (int i = 0; i < 20; i++) {
            state.apply(Records.item("n" + i, 2, 1, "lineage-2", 3));
        }
        indexed();
        assertThat(search.top("u1", 5, IndexSearchTest::isNone)).isEqualTo(exact.top("u1", 5, IndexSearchTest::isNone));
        assertThat(search.top("nobody", 5, IndexSearchTest::isNone)).isEmpty();
    }

    private static boolean isNone(String item) {
        return item.isEmpty();
    }

    private void indexed() throws InterruptedException {
        assertThat(search.awaitIndexed(Duration.ofMinutes(10))).isTrue();
    }

    private double recall(Predicate<String> excluded) {
        List<Double> recalls = new ArrayList<>();
        for (int u = 0; u < USERS; u++) {
            Set<String> truth = ids(exact.top("u" + u, WANTED, excluded).orElseThrow());
            Set<String> found = ids(search.top("u" + u, WANTED, excluded).orElseThrow());
            found.retainAll(truth);
            recalls.add((double) found.size() / WANTED);
        }
        return recalls.stream().mapToDouble(r -> r).average().orElseThrow();
    }

    private static Set<String> ids(List<ScoredItem> found) {
        Set<String> ids = new HashSet<>();
        found.forEach(item -> ids.add(item.item()));
        return ids;
    }
}
