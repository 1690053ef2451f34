package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.quality.ReferenceSplit;

/** {@code preparation.json}: the authors' training, validation and test arrays of each user. */
final class GoldenPreparationCheck implements GoldenCheck {
    @Override
    public void check(GoldenFile file, Precision precision) {
        for (JsonNode set : file.root().get("sets")) {
            set.get("users").forEach(user -> user(user, set.get("max_len").asInt()));
        }
    }

    private static void user(JsonNode user, int window) {
        JsonNode events = user.get("events");
        int[] items = new int[events.size()];
        boolean[] positive = new boolean[events.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = events.get(i).get(0).asInt();
            positive[i] = events.get(i).get(1).asInt() == 1;
        }
        ReferenceSplit split = ReferenceSplit.of(items, positive, window);
        assertThat(split.trainItems()).isEqualTo(Tensor.integers(user.get("train_items")));
        assertThat(split.trainFeedback()).isEqualTo(Tensor.integers(user.get("train_feedback")));
        assertThat(split.trainHistory()).isEqualTo(Tensor.integers(user.get("train_history")));
        assertThat(split.trainTarget()).isEqualTo(Tensor.integers(user.get("train_target")));
        assertThat(split.trainSkip()).isEqualTo(Tensor.integers(user.get("train_skip")));
        scored(user.get("validation"), split.validation());
        scored(user.get("test"), split.test());
    }

    private static void scored(JsonNode expected, ReferenceSplit.Evaluation actual) {
        assertThat(actual.history()).isEqualTo(Tensor.integers(expected.get("history")));
        assertThat(actual.candidates()).isEqualTo(Tensor.integers(expected.get("candidates")));
        assertThat(expected.get("labels").get(0).asInt()).isEqualTo(1);
    }
}
