package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures how far the scores that readers compute from the published records are from what the model says at that moment.
 * Remembers the users published last; those of them who view again are measured.
 *
 * <p>The user's part of the error has no bound: it is what the user's vectors have missed since they were published. The
 * items' part has one. With ε the allowed drift, |Δe| ≤ ε·|e| and |Δc| ≤ ε, and the shares γ change by at most a quarter of
 * Δc between any two sub-interests, so
 *
 * <p>|Σ_k γ_k õ_k·e − Σ_k γ'_k õ_k·e'| ≤ ε · (max_k |õ_k|·|e| + ¼ (max_k õ_k·e − min_k õ_k·e)).
 *
 * <p>A row that was not trained is looked at every {@link PublishingSettings#headInterval} steps, or later where items are many,
 * so its c can be a little beyond ε for that long.
 */
final class PublishedScores {
    private static final int USERS = 4096;

    private final SineSettings.Fusion fusion;
    private final double drift;
    private final Map<String, UserVectors> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, UserVectors> eldest) {
            return size() > USERS;
        }
    };

    PublishedScores(SineSettings.Fusion fusion, double drift) {
        this.fusion = fusion;
        this.drift = drift;
    }

    void published(UserVectors user) {
        users.put(user.view().user(), user);
    }

    void forget(String user) {
        users.remove(user);
    }

    /**
     * One item of a view that was just tested.
     *
     * @param score the model's
     * @param published what readers have of the item
     * @param vector the item's as the model has it
     */
    void measure(
            TrainingExample view,
            float score,
            PublishedItems.Sent published,
            float[] vector,
            float relevance,
            LearnerOutput out) {
        UserVectors user = users.get(view.user());
        if (user == null) {
            return;
        }
        double read =
                FusedScore.of(fusion, user.vectors(), user.relevance(), published.vector(), published.relevance());
        double withItemAsItIs = FusedScore.of(fusion, user.vectors(), user.relevance(), vector, relevance);
        long age = view.eventTimeMillis() - user.view().eventTimeMillis();
        out.publishedScore(new PublishedScoreError(
                Math.abs(read - score), Math.abs(read - withItemAsItIs), bound(user, published.vector()), age));
    }

    private double bound(UserVectors user, float[] item) {
        double longest = 0;
        double most = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        double itemSquared = product(item, 0, item, item.length);
        for (int k = 0; k < user.relevance().length; k++) {
            int at = k * item.length;
            double dot = product(user.vectors(), at, item, item.length);
            most = Math.max(most, dot);
            least = Math.min(least, dot);
            longest = Math.max(longest, squared(user.vectors(), at, item.length));
        }
        double shares = fusion == SineSettings.Fusion.SIGMOID_SHARE ? (most - least) / 4 : 0;
        double count = fusion == SineSettings.Fusion.SUM ? user.relevance().length : 1;
        return drift * (count * Math.sqrt(longest * itemSquared) + shares);
    }

    private static double squared(float[] vectors, int at, int width) {
        double sum = 0;
        for (int d = at; d < at + width; d++) {
            sum += (double) vectors[d] * vectors[d];
        }
        return sum;
    }

    private static double product(float[] vectors, int at, float[] item, int width) {
        double sum = 0;
        for (int d = 0; d < width; d++) {
            sum += (double) vectors[at + d] * item[d];
        }
        return sum;
    }
}
