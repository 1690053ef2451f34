package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.TrainingExample;
import org.junit.jupiter.api.Test;

/** A learner that cannot keep up computes a user's vectors once for several views; what it learns is the same. */
class WaitingUsersTest {
    private static final int VIEWS = 200;
    private static final int USERS = 12;

    private final Collected prompt = new Collected();
    private final Collected coalesced = new Collected();

    private static SineLearner learner() {
        SineSettings settings =
                SineSettings.streaming().toBuilder().dimension(8).window(6).build();
        return new SineLearner(settings, LearnerSettings.streaming(3).withBatchSize(8));
    }

    private static void feed(SineLearner learner, Collected out) {
        for (TrainingExample view : Views.stream(VIEWS, 1)) {
            learner.add(view, out);
        }
    }

    @Test
    void waitUntilThereAreEnoughOfThemAndAreEmittedOnce() {
        try (SineLearner now = learner();
                SineLearner later = learner()) {
            later.letUsersWait(USERS + 1);
            feed(now, prompt);
            feed(later, coalesced);
            assertThat(later.digest()).isEqualTo(now.digest());
            assertThat(coalesced.users).isEmpty();
            assertThat(later.hasWaiting()).isTrue();

            later.linger(coalesced);
            assertThat(coalesced.users).hasSize(USERS);
            assertThat(prompt.users).hasSizeGreaterThan(USERS);
            assertThat(later.hasWaiting()).isFalse();
        }
    }

    @Test
    void areEmittedWhenAskedFor() {
        try (SineLearner learner = learner()) {
            learner.letUsersWait(1_000);
            feed(learner, coalesced);
            learner.publishOwed(coalesced);
            assertThat(coalesced.users).hasSize(USERS);
        }
    }

    @Test
    void areForgottenWithTheUser() {
        try (SineLearner learner = learner()) {
            learner.letUsersWait(1_000);
            feed(learner, coalesced);
            String user = Views.stream(1, 1).get(0).user();
            learner.add(TrainingExample.forget(user, 1), coalesced);
            learner.linger(coalesced);
            assertThat(coalesced.users)
                    .extracting(emitted -> emitted.view().user())
                    .doesNotContain(user);
        }
    }
}
