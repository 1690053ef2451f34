package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NegativeSamplerTest {
    private static final long[] NONE = {};

    @Test
    void drawsUniformlyFromTheItemsThatAreLeft() {
        VocabularySettings brief = new VocabularySettings(1, Duration.ofSeconds(1), 2_000);
        ItemTable items = table(brief);
        StreamTime time = new StreamTime();
        for (int i = 0; i < 1_000; i++) {
            sight(items, time, i, 0);
        }
        for (int i = 0; i < 1_000; i += 50) {
            sight(items, time, i, 2_000);
        }
        items.retire(time, key -> false, item -> {});
        assertThat(items.size()).isEqualTo(20);

        NegativeSampler sampler = new NegativeSampler(items, 7);
        Map<Long, Integer> drawn = new HashMap<>();
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            int row = sampler.draw(view("e" + i, 50, new long[] {100}), 0);
            drawn.merge(items.key(row), 1, Integer::sum);
        }
        assertThat(drawn).hasSize(18).doesNotContainKeys(50L, 100L);
        double expected = draws / 18.0;
        assertThat(drawn.values()).allSatisfy(n -> assertThat((double) n).isBetween(0.8 * expected, 1.2 * expected));
    }

    @Test
    void drawsNeitherThePriorNorAnythingWhenNobodyIsThere() {
        ItemTable items = table(new VocabularySettings(2, Duration.ZERO, 2_000));
        items.sight(1, null, 0);
        NegativeSampler sampler = new NegativeSampler(items, 7);
        assertThat(sampler.draw(view("e", 2, NONE), 0)).isEqualTo(ItemTable.ABSENT);
        items.sight(1, null, 0);
        assertThat(sampler.draw(view("e", 2, NONE), 0)).isEqualTo(items.rowOf(1));
    }

    private static ItemTable table(VocabularySettings settings) {
        return new ItemTable(settings, new ItemNumbers(2, 0, Precision.FLOAT32), 0.1, 1, new LearnerCounts(), false);
    }

    private static void sight(ItemTable items, StreamTime time, long key, long millis) {
        time.advance(millis);
        items.sight(key, null, time.now());
    }

    private static TrainingExample view(String event, long target, long[] skips) {
        return new TrainingExample("u", event, "r", 0, 0, 1, NONE, NONE, target, null, skips, new String[0]);
    }
}
