package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.TrainingExample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SineLearnerTest {
    private static final int BATCH = 8;
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();
    private static final List<TrainingExample> VIEWS = Views.stream(150, 5);

    @Test
    void sameViewsAndSeedGiveTheSameBits() {
        assertThat(digestOf(learner(1))).isEqualTo(digestOf(learner(1)));
        assertThat(digestOf(learner(1))).isNotEqualTo(digestOf(learner(2)));
    }

    @Test
    void lingeringChangesWhatIsEmittedWhenButNothingLearned() {
        Collected patient = new Collected();
        Collected hasty = new Collected();
        try (SineLearner waits = learner(1);
                SineLearner lingers = learner(1)) {
            for (TrainingExample view : VIEWS) {
                waits.add(view, patient);
                lingers.add(view, hasty);
                lingers.linger(hasty);
            }
            waits.finish(patient);
            lingers.finish(hasty);
            assertThat(lingers.digest()).isEqualTo(waits.digest());
            assertThat(lingers.quality().instances()).isEqualTo(waits.quality().instances());
            assertThat(lingers.quality().aucSecondHalf())
                    .isCloseTo(waits.quality().aucSecondHalf(), within(1e-3));
        }
        assertThat(hasty.tests).isEqualTo(patient.tests);
        assertThat(hasty.users).hasSameSizeAs(VIEWS);
    }

    /** Empty, half full, one short of full, just flushed; lingered or not. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 37, 63, 64, 65, 101})
    void restoredLearnerContinuesAsIfNeverStopped(int stopAfter) {
        String unbroken = digestOf(learner(1));
        SavedLearner saved = new SavedLearner();
        Collected out = new Collected();
        try (SineLearner first = learner(1)) {
            for (int i = 0; i < stopAfter; i++) {
                first.add(VIEWS.get(i), out);
                if (i % 10 == 0) {
                    saved.save(first);
                    first.linger(out);
                }
            }
            saved.save(first);
        }
        try (SineLearner second = learner(1)) {
            saved.restore(second);
            for (TrainingExample view : VIEWS.subList(stopAfter, VIEWS.size())) {
                second.add(view, out);
            }
            second.finish(out);
            assertThat(second.digest()).isEqualTo(unbroken);
            assertThat(second.counts().examplesTrained())
                    .isEqualTo(VIEWS.stream().filter(TrainingExample::trains).count());
        }
        assertThat(out.tests).doesNotHaveDuplicates();
    }

    @Test
    void everyTrainingViewIsTestedOnceBeforeTheStepThatTrainsIt() {
        Collected out = new Collected();
        try (SineLearner learner = learner(1)) {
            VIEWS.forEach(view -> learner.add(view, out));
            learner.finish(out);
            long training = VIEWS.stream().filter(TrainingExample::trains).count();
            assertThat(out.tests).hasSize((int) training);
            assertThat(learner.counts().steps()).isEqualTo((training + BATCH - 1) / BATCH);
            assertThat(out.tests.get(BATCH)).endsWith(" 1");
        }
    }

    @Test
    void everyItemIsPublishedByTheEndAndTheHeadCarriesGoldenTriples() {
        Collected out = new Collected();
        try (SineLearner learner = learner(1)) {
            VIEWS.forEach(view -> learner.add(view, out));
            learner.finish(out);
            assertThat(out.items).hasSize(learner.items()).containsKey("clip-0").containsKey("1");
            assertThat(out.heads).isEqualTo(1);
            assertThat(learner.head().golden()).isNotEmpty();
        }
    }

    @Test
    void stateOfAnotherModelIsRefused() {
        byte[] core;
        try (SineLearner learner = learner(1)) {
            core = learner.parts().core();
        }
        SineSettings other = MODEL.toBuilder().lambda2(0.5).build();
        try (SineLearner learner = new SineLearner(other, settings(1))) {
            assertThatThrownBy(() -> learner.parts().restoreCore(core))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("model.* options");
        }
    }

    private static String digestOf(SineLearner learner) {
        Collected out = new Collected();
        try (learner) {
            VIEWS.forEach(view -> learner.add(view, out));
            learner.finish(out);
            return learner.digest();
        }
    }

    private static SineLearner learner(long seed) {
        return new SineLearner(MODEL, settings(seed));
    }

    private static LearnerSettings settings(long seed) {
        return LearnerSettings.streaming(seed).withBatchSize(BATCH);
    }
}
