package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import org.junit.jupiter.api.Test;

class SightingTest {
    @Test
    void anItemSeenBeforeTheStreamIsKnownAndNothingElse() {
        SineSettings model =
                SineSettings.streaming().toBuilder().dimension(8).window(8).build();
        Collected out = new Collected();
        try (SineLearner learner =
                new SineLearner(model, LearnerSettings.streaming(1).withBatchSize(8))) {
            for (String item : new String[] {"7", "clip", "7"}) {
                long key = ItemKey.of(item);
                learner.add(TrainingExample.sighting(key, ItemKey.idBeside(key, item), item, 1, 1), out);
            }
            assertThat(learner.items()).isEqualTo(2);
            assertThat(learner.pendingExamples()).isZero();
            assertThat(learner.hasWaiting()).isFalse();
            learner.finish(out);
            assertThat(learner.counts().steps()).isZero();
            assertThat(out.users).isEmpty();
        }
    }
}
