package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.ItemKey;
import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemRateTest {
    private static final int WIDTH = 8;
    private static final SineSettings MODEL = SineSettings.streaming().toBuilder()
            .dimension(WIDTH)
            .window(8)
            .itemRate(1)
            .build();
    private static final LearnerSettings SETTINGS = LearnerSettings.streaming(1).withBatchSize(8);
    /** A quarter of the items is skipped only, so that items differ. */
    private static final List<TrainingExample> VIEWS = Views.stream(1_600, 5).stream()
            .filter(view -> view.target() % 4 != 0)
            .toList();

    private static final List<TrainingExample> LATER = Views.stream(100, 11);

    @Test
    void lastNumberOfAnItemIsCountedAndNotLearned() {
        Collected out = new Collected();
        Popularity popularity = new Popularity();
        Map<Long, KnownItem> known = new HashMap<>();
        try (SineLearner learner = new SineLearner(MODEL, SETTINGS)) {
            for (TrainingExample view : VIEWS) {
                learner.add(view, out);
                popularity.offered(known.computeIfAbsent(view.target(), ItemRateTest::unseen), true);
                for (long skip : view.skips()) {
                    popularity.offered(known.computeIfAbsent(skip, ItemRateTest::unseen), false);
                }
            }
            learner.finish(out);
        }
        assertThat(out.items).hasSize(60).allSatisfy((id, item) -> {
            double odds = popularity.logOdds(known.getOrDefault(ItemKey.of(id), unseen(0)));
            // Brought up to date where a view or skip of it was trained last: others moved the share of all since then.
            assertThat((double) item.vector()[WIDTH - 1]).isCloseTo(odds, within(0.1));
        });
        assertThat(known.values()).anyMatch(item -> popularity.logOdds(item) > 0.5);
    }

    private static KnownItem unseen(long key) {
        return new KnownItem(key, null);
    }

    /** A view's own outcome must not be in the scores it is tested with: were it, exchanging it with its skip would show. */
    @Test
    void viewIsTestedBeforeItIsCounted() {
        TrainingExample view = VIEWS.stream()
                .skip(800)
                .filter(one -> one.trains() && one.skips().length == 1)
                .findFirst()
                .orElseThrow();
        TrainingExample exchanged = new TrainingExample(
                view.user(),
                view.eventId(),
                view.labelRule(),
                view.eventTimeMillis(),
                view.readMillis(),
                view.sequenceNumber(),
                view.history(),
                view.historySkips(),
                view.skips()[0],
                view.skipId(0),
                new long[] {view.target()},
                new String[] {view.targetId() == null ? "" : view.targetId()});
        List<Float> as = scores(view);
        List<Float> other = scores(exchanged);
        assertThat(as).hasSize(2);
        assertThat(as.get(0)).isCloseTo(other.get(1), within(1e-5f));
        assertThat(as.get(1)).isCloseTo(other.get(0), within(1e-5f));
    }

    private static List<Float> scores(TrainingExample last) {
        Collected out = new Collected();
        try (SineLearner learner = new SineLearner(MODEL, SETTINGS)) {
            VIEWS.subList(0, 800).forEach(view -> learner.add(view, new Collected()));
            learner.linger(new Collected());
            learner.add(last, out);
            learner.linger(out);
        }
        return out.scores;
    }

    /** Their counts differ by chance; drawn towards all by ten offers, as is usual, some would seem three times as good as others. */
    @Test
    void itemsThatDoNotDifferAreNotToldApart() {
        Popularity popularity = new Popularity();
        List<KnownItem> items =
                LongStream.range(0, 400).mapToObj(ItemRateTest::unseen).toList();
        for (int n = 0; n < 8_000; n++) {
            popularity.offered(items.get(Mix.below(Mix.at(7, 2L * n), 400)), Mix.below(Mix.at(7, 2L * n + 1), 10) < 3);
        }
        assertThat(items)
                .allSatisfy(item -> assertThat(popularity.logOdds(item)).isCloseTo(0, within(0.2)));
    }

    @Test
    void restoredLearnerGoesOnCountingAsIfNeverStopped() {
        SavedLearner saved = new SavedLearner();
        try (SineLearner whole = new SineLearner(MODEL, SETTINGS);
                SineLearner restored = new SineLearner(MODEL, SETTINGS)) {
            VIEWS.subList(0, 801).forEach(view -> whole.add(view, new Collected()));
            saved.save(whole);
            saved.restore(restored);
            for (SineLearner learner : List.of(whole, restored)) {
                VIEWS.subList(801, 1_000).forEach(view -> learner.add(view, new Collected()));
                learner.finish(new Collected());
            }
            assertThat(restored.digest()).isEqualTo(whole.digest());
        }
    }

    @Test
    void importedModelGoesOnCounting(@TempDir Path parent) {
        Path folder = parent.resolve("model");
        Collected there = new Collected();
        Collected here = new Collected();
        try (SineLearner exported = new SineLearner(MODEL, SETTINGS);
                SineLearner imported = new SineLearner(MODEL, SETTINGS)) {
            VIEWS.subList(0, 1_000).forEach(view -> exported.add(view, new Collected()));
            exported.finish(new Collected());
            exported.export(folder);
            imported.warmStart(folder);
            LATER.forEach(view -> exported.add(view, there));
            LATER.forEach(view -> imported.add(view, here));
            exported.finish(there);
            imported.finish(here);
        }
        assertThat(here.items.keySet()).containsAll(there.items.keySet());
        there.items.forEach((id, item) -> assertThat(last(here, id)).isEqualTo(item.vector()[WIDTH - 1]));
    }

    private static float last(Collected out, String id) {
        ItemVector item = out.items.get(id);
        return item == null ? Float.NaN : item.vector()[WIDTH - 1];
    }

    @Test
    void oldOffersCountHalfAsNewOnesCome() {
        Popularity popularity = new Popularity();
        KnownItem changing = new KnownItem(1, null);
        KnownItem other = new KnownItem(2, null);
        for (int i = 0; i < 2_000; i++) {
            popularity.offered(changing, false);
            popularity.offered(other, i % 2 == 0);
        }
        assertThat(popularity.logOdds(changing)).isNegative();
        for (int i = 0; i < 2_000; i++) {
            popularity.offered(changing, true);
        }
        assertThat(changing.offers).isLessThanOrEqualTo(2_000);
        assertThat(popularity.logOdds(changing)).isPositive();
        assertThat(popularity.logOdds(new KnownItem(3, null))).isCloseTo(0, within(1e-12));
        assertThat(Arrays.asList(changing.views, other.views)).allMatch(views -> views >= 0);
    }
}
