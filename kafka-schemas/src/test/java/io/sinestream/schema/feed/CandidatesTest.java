package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.Version;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CandidatesTest {
    private static final int ITEMS = 300;

    private final FeedState state = new FeedState(user -> true, Duration.ofDays(1));
    private final List<String> ids =
            IntStream.range(0, ITEMS).mapToObj(CandidatesTest::id).toList();
    private final Candidates candidates = new Candidates(ids);
    private int version = 1;

    @BeforeEach
    void fill() {
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.SIGMOID_SHARE, List.of()));
        state.apply(Records.user("u", 1, 1));
    }

    /** Numbers and texts, which are found differently. */
    private static String id(int i) {
        return i % 2 == 0 ? Integer.toString(i) : "i" + i;
    }

    @Test
    void scoresAreThoseOfTheTextsWhileItemsComeAndGo() {
        assertThat(scores()).containsOnly(Float.NaN);
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            String id = id(random.nextInt(2 * ITEMS));
            version++;
            if (random.nextInt(3) == 0) {
                state.deleteItem(id, new Version(1, version), 0);
            } else {
                state.apply(Records.item(id, 1, version));
            }
            assertThat(scores()).isEqualTo(state.scores("u", ids).orElseThrow());
        }
        assertThat(scores()).contains(Float.NaN);
    }

    @Test
    void anotherLineageHasOtherRows() {
        ids.forEach(id -> state.apply(Records.item(id, 1, 1)));
        float[] before = scores();
        state.apply(Records.model(2, 1, "lineage-2", "SOFTMAX", 2, 3, List.of()));
        state.apply(Records.user("u", 2, 1, 1, "lineage-2"));
        List<String> backwards = new ArrayList<>(ids);
        Collections.reverse(backwards);
        backwards.forEach(id -> state.apply(Records.item(id, 2, 1, "lineage-2", 3)));
        assertThat(scores()).isEqualTo(state.scores("u", ids).orElseThrow()).isNotEqualTo(before);
    }

    @Test
    void oneItemAloneScoresTheSameButForRounding() {
        ids.forEach(id -> state.apply(Records.item(id, 1, 1)));
        UserScorer scorer = Fusion.SIGMOID_SHARE.scorer(state.user("u").orElseThrow());
        float[] scores = scores();
        for (int i = 0; i < ITEMS; i++) {
            ItemEmbedding item = state.item(ids.get(i)).orElseThrow();
            assertThat(Math.abs(scores[i] - scorer.score(item))).isLessThan(1e-5f);
        }
    }

    private float[] scores() {
        return state.scores("u", candidates).orElseThrow();
    }
}
