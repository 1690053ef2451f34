package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.feed.FeedState;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The model's formula, on the very records that the feed scored by. */
final class FormulaCheck {
    private static final int PAIRS = 1_000;

    private FormulaCheck() {}

    static void scoresAreTheModels(FeedState state, int users, int items) {
        assertThat(state.golden().triples()).isPositive();
        assertThat(state.golden().passed()).isTrue();
        Random random = new Random(1);
        int pairs = 0;
        while (pairs < PAIRS) {
            String id = "user-" + random.nextInt(users);
            String itemId = "clip-" + random.nextInt(items);
            Optional<UserSubInterests> user = state.user(id);
            Optional<ItemEmbedding> item = state.item(itemId);
            if (user.isPresent() && item.isPresent()) {
                float score = state.scores(id, List.of(itemId)).orElseThrow()[0];
                UserSubInterests sameUser = state.user(id).orElseThrow();
                ItemEmbedding sameItem = state.item(itemId).orElseThrow();
                if (sameUser.modelVersion() == user.get().modelVersion()
                        && sameItem.modelVersion() == item.get().modelVersion()) {
                    assertThat((double) score).isCloseTo(formula(state, sameUser, sameItem), within(1e-5));
                    pairs++;
                }
            }
        }
    }

    private static double formula(FeedState state, UserSubInterests user, ItemEmbedding item) {
        String fusion = state.model().orElseThrow().fusion();
        double score = 0;
        double weights = 0;
        for (int k = 0; k < user.subInterests(); k++) {
            double dot = 0;
            for (int d = 0; d < user.width(); d++) {
                dot += (double) user.vectors()[k * user.width() + d] * item.vector()[d];
            }
            double weight = fusion.equals("SIGMOID_SHARE")
                    ? 1 / (1 + Math.exp(-(user.relevance()[k] + item.relevance())))
                    : Math.exp(user.relevance()[k]);
            score += weight * dot;
            weights += weight;
        }
        return score / weights;
    }
}
