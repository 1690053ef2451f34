package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.TestThenTrainQuality;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.PairSettings;
import io.sinestream.model.sine.RehearsalSettings;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one pass over the planted world learns: SINE ahead of itself without skips, as in the paper's ablation. */
class OnePassQualityTest {

    private static final LearnerSettings DEFAULT = LearnerSettings.streaming(1);
    /** The paper's learning: the nearest skip, one random item, every view once. */
    private static final LearnerSettings PLAIN =
            DEFAULT.withBatchSize(32).with(PairSettings.released(), RehearsalSettings.none());

    @Test
    void skipsTeachWhatViewsAloneDoNot() {
        SineSettings sine = SineSettings.streaming().toBuilder().recency(0).build();
        TestThenTrainQuality.Figures with = quality(sine, PLAIN);
        TestThenTrainQuality.Figures without =
                quality(sine.toBuilder().lambda2(0).build(), PLAIN);

        assertThat(with.instances()).isEqualTo(21_889);
        assertThat(with.aucSecondHalf() - without.aucSecondHalf()).isGreaterThanOrEqualTo(0.08);
    }

    @Test
    void defaultsLearnMoreInOnePass() {
        SineSettings sine = SineSettings.streaming();
        TestThenTrainQuality.Figures with = quality(sine, DEFAULT);
        TestThenTrainQuality.Figures without =
                quality(sine.toBuilder().lambda2(0).build(), DEFAULT);

        assertThat(with.instances()).isEqualTo(21_889);
        assertThat(with.aucSecondHalf()).isGreaterThanOrEqualTo(0.715);
        assertThat(with.aucSecondHalf() - without.aucSecondHalf()).isGreaterThanOrEqualTo(0.06);
    }

    private static TestThenTrainQuality.Figures quality(SineSettings model, LearnerSettings settings) {
        List<TrainingExample> examples = PlantedWorld.examples(model.window());
        assertThat(examples).hasSize(31_407);
        try (SineLearner learner = PlantedWorld.onePass(model, settings, examples)) {
            return learner.quality();
        }
    }
}
