package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgottenUserTest {
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();
    private static final List<TrainingExample> VIEWS = Views.stream(150, 5);

    @Test
    void requestsCutNoBatchElsewhereAndChangeNothingLearned() {
        Collected plain = new Collected();
        Collected asked = new Collected();
        try (SineLearner one = learner();
                SineLearner other = learner()) {
            for (int i = 0; i < VIEWS.size(); i++) {
                one.add(VIEWS.get(i), plain);
                other.add(VIEWS.get(i), asked);
                if (i % 3 == 0) {
                    other.add(TrainingExample.forget(VIEWS.get(i).user(), i), asked);
                }
            }
            one.finish(plain);
            other.finish(asked);
            assertThat(other.digest()).isEqualTo(one.digest());
            assertThat(other.quality()).isEqualTo(one.quality());
            assertThat(other.counts().examplesTrained()).isEqualTo(one.counts().examplesTrained());
            assertThat(other.counts().of(LearnerCount.USERS_FORGOTTEN)).isEqualTo(50);
            assertThat(asked.goneUsers).hasSize(50);
        }
    }

    @Test
    void viewsThatWaitAreNeitherEmittedNorKeptUnderTheName() {
        TrainingExample view = VIEWS.get(0);
        Collected out = new Collected();
        try (SineLearner learner = learner()) {
            learner.add(view, out);
            assertThat(text(learner)).contains(view.user());
            learner.add(TrainingExample.forget(view.user(), 1), out);
            assertThat(text(learner)).doesNotContain(view.user());
            assertThat(learner.hasWaiting()).isFalse();
            learner.linger(out);
            assertThat(out.users).isEmpty();
            assertThat(out.goneUsers).containsExactly(view.user() + " 0");
            VIEWS.forEach(again -> learner.add(again, out));
            learner.finish(out);
            assertThat(out.users)
                    .extracting(user -> user.view().user())
                    .contains(view.user())
                    .doesNotContain("");
        }
    }

    private static String text(SineLearner learner) {
        return new String(learner.parts().core(), StandardCharsets.ISO_8859_1);
    }

    private static SineLearner learner() {
        return new SineLearner(MODEL, LearnerSettings.streaming(1).withBatchSize(8));
    }
}
