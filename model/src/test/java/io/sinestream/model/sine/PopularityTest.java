package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.TrainingExample;
import java.util.List;
import org.junit.jupiter.api.Test;

class PopularityTest {
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();

    @Test
    void isTheShareOfEffectiveViewsDrawnTowardsThatOfAll() {
        Popularity popularity = new Popularity();
        KnownItem liked = new KnownItem(1, null);
        KnownItem skipped = new KnownItem(2, null);
        assertThat(popularity.of(null)).isEqualTo(0.5f);
        for (int i = 0; i < 3; i++) {
            popularity.offered(liked, true);
            popularity.offered(skipped, false);
        }
        assertThat(popularity.of(liked)).isCloseTo((3 + 5 * 0.5f) / 8, within(1e-6f));
        assertThat(popularity.of(skipped)).isCloseTo(5 * 0.5f / 8, within(1e-6f));
        assertThat(popularity.of(null)).isEqualTo(0.5f);
        popularity.forgotten(skipped);
        assertThat(popularity.of(null)).isEqualTo(1);
    }

    /** Items that are always viewed or always skipped: it must tell them apart, but not before it has seen one. */
    @Test
    void isTestedBeforeItLearns() {
        try (SineLearner learner =
                new SineLearner(MODEL, LearnerSettings.streaming(1).withBatchSize(4))) {
            for (int i = 0; i < 8; i++) {
                learner.add(view(i, 2L * i, 2L * i + 1), new Collected());
            }
            assertThat(learner.qualityFigures().popularity().meanAuc()).isEqualTo(0.5);
            for (int i = 8; i < 16; i++) {
                learner.add(view(i, 0, 1), new Collected());
            }
            assertThat(learner.qualityFigures().popularity().meanAuc()).isEqualTo(0.75);
        }
    }

    @Test
    void figuresContinueAfterARestoreAsIfNeverStopped() {
        List<TrainingExample> views = Views.stream(150, 5);
        LearnerSettings settings = LearnerSettings.streaming(1).withBatchSize(8);
        for (int stopAfter : new int[] {3, 64, 101}) {
            SavedLearner saved = new SavedLearner();
            try (SineLearner whole = new SineLearner(MODEL, settings);
                    SineLearner first = new SineLearner(MODEL, settings);
                    SineLearner second = new SineLearner(MODEL, settings)) {
                views.forEach(view -> whole.add(view, new Collected()));
                views.subList(0, stopAfter).forEach(view -> first.add(view, new Collected()));
                saved.save(first);
                saved.restore(second);
                views.subList(stopAfter, views.size()).forEach(view -> second.add(view, new Collected()));
                assertThat(second.qualityFigures()).isEqualTo(whole.qualityFigures());
                assertThat(second.losses()).isEqualTo(whole.losses());
                assertThat(whole.losses().total()).isPositive();
            }
        }
    }

    private static TrainingExample view(int n, long viewed, long skipped) {
        return new TrainingExample(
                "user-" + n,
                "event-" + n,
                "rule",
                n,
                n,
                2,
                new long[] {500},
                new long[] {io.sinestream.model.ItemKey.NONE},
                viewed,
                null,
                new long[] {skipped},
                new String[0]);
    }
}
