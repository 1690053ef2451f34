package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A learner whose items come and go learns the same, however often it is stopped and whenever it lingers. */
class VocabularyLifecycleTest {
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();

    private static final List<TrainingExample> FEW_ITEMS = Views.stream(200, 5);
    private static final List<TrainingExample> MANY_ITEMS = Views.stream(1_000, 6, 4_000);

    static Stream<Arguments> lives() {
        VocabularySettings shortLived = new VocabularySettings(1, Duration.ofSeconds(20), 1_024);
        VocabularySettings rarelyAdmitted = new VocabularySettings(3, Duration.ofSeconds(40), 1_024);
        VocabularySettings crowded = new VocabularySettings(1, Duration.ZERO, 1_024);
        return Stream.of(
                Arguments.of(shortLived, FEW_ITEMS),
                Arguments.of(rarelyAdmitted, FEW_ITEMS),
                Arguments.of(crowded, MANY_ITEMS));
    }

    @ParameterizedTest
    @MethodSource("lives")
    void stopsAndLingersChangeNothing(VocabularySettings vocabulary, List<TrainingExample> views) {
        LearnerSettings settings = LearnerSettings.streaming(1).withBatchSize(8).withVocabulary(vocabulary);
        Collected unbroken = new Collected();
        String digest;
        LearnerCounts counts;
        try (SineLearner learner = new SineLearner(MODEL, settings)) {
            views.forEach(view -> learner.add(view, unbroken));
            learner.finish(unbroken);
            digest = learner.digest();
            counts = learner.counts();
            assertThat(learner.items() + learner.waitingItems()).isLessThanOrEqualTo(vocabulary.maxItems());
            assertThat(unbroken.items).hasSize(learner.items());
        }
        assertThat(unbroken.gone).hasSizeGreaterThan(20);

        Collected broken = new Collected();
        SavedLearner saved = new SavedLearner();
        for (int from = 0; from < views.size(); from += 77) {
            try (SineLearner learner = new SineLearner(MODEL, settings)) {
                if (from > 0) {
                    saved.restore(learner);
                }
                for (TrainingExample view : views.subList(from, Math.min(views.size(), from + 77))) {
                    learner.add(view, broken);
                    if (view.eventId().endsWith("3")) {
                        learner.linger(broken);
                    }
                }
                saved.save(learner);
            }
        }
        try (SineLearner learner = new SineLearner(MODEL, settings)) {
            saved.restore(learner);
            learner.finish(broken);
            assertThat(learner.digest()).isEqualTo(digest);
            assertThat(broken.gone).isEqualTo(unbroken.gone);
            for (LearnerCount count : new LearnerCount[] {
                LearnerCount.ITEMS_ADMITTED,
                LearnerCount.ITEMS_EXPIRED,
                LearnerCount.ITEMS_EVICTED,
                LearnerCount.EXAMPLES_TRAINED
            }) {
                assertThat(learner.counts().of(count)).as(count.reportName()).isEqualTo(counts.of(count));
            }
        }
    }
}
