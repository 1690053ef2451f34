package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.TestThenTrainQuality;
import io.sinestream.model.sine.LearnerSettings;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one pass over the planted world learns: SINE ahead of itself without skips, as in the paper's ablation. */
class OnePassQualityTest {

    @Test
    void skipsTeachWhatViewsAloneDoNot() {
        SineSettings sine = SineSettings.streaming();
        List<TrainingExample> examples = PlantedWorld.examples(sine.window());
        assertThat(examples).hasSize(31_407);

        TestThenTrainQuality.Figures with = quality(sine, examples);
        TestThenTrainQuality.Figures without =
                quality(sine.toBuilder().lambda2(0).build(), examples);

        assertThat(with.instances()).isEqualTo(21_889);
        assertThat(with.aucSecondHalf()).isGreaterThanOrEqualTo(0.715);
        assertThat(with.aucSecondHalf() - without.aucSecondHalf()).isGreaterThanOrEqualTo(0.08);
    }

    private static TestThenTrainQuality.Figures quality(SineSettings model, List<TrainingExample> examples) {
        try (SineLearner learner = PlantedWorld.onePass(model, LearnerSettings.streaming(1), examples)) {
            return learner.quality();
        }
    }
}
