package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One user forked: the same item skipped, with and without a reaction. */
class SkipReactionTest {
    private static final SineSettings MODEL = SineSettings.streaming().toBuilder()
            .dimension(8)
            .window(8)
            .itemRate(0)
            .build();
    private static final SineSettings RATED =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();
    private static final List<TrainingExample> VIEWS = Views.stream(400, 5);
    private static final int NEIGHBOURS = 5;
    private static final double DEFAULT = LearnerSettings.streaming(1).skipReaction();

    @ParameterizedTest
    @ValueSource(ints = {399, 398, 390})
    void skippedItemAndItsNeighboursFallAtOnce(int at) {
        TrainingExample latest = VIEWS.get(at);
        Collected still = new Collected();
        Collected reacting = new Collected();
        Map<String, Double> before = scores(0, skips(latest, 31), still);
        Map<String, Double> after = scores(DEFAULT, skips(latest, 31), reacting);
        String skipped = "31";
        assertThat(after.get(skipped)).isLessThan(before.get(skipped));
        assertThat(rank(after, skipped)).isGreaterThanOrEqualTo(rank(before, skipped));
        List<String> neighbours = neighbours(still, skipped);
        assertThat(meanRank(after, neighbours)).isGreaterThan(meanRank(before, neighbours));
    }

    /** The number that stands for what all users think of an item is none of this user's. */
    @Test
    void tasteTurnsAwayAndTheWeightOfRatesStays() {
        TrainingExample latest = VIEWS.get(390);
        Collected still = new Collected();
        Collected reacting = new Collected();
        Map<String, Double> before = scores(RATED, 0, skips(latest, 31), still);
        Map<String, Double> after = scores(RATED, DEFAULT, skips(latest, 31), reacting);
        assertThat(after.get("31")).isLessThan(before.get("31"));
        float[] vectors = reacting.users.get(reacting.users.size() - 1).vectors();
        assertThat(vectors[7]).isEqualTo(1);
        assertThat(vectors[15]).isEqualTo(1);
    }

    @Test
    void nothingElseIsLearnedAndNothingMovesWithoutARowOrAReaction() {
        TrainingExample latest = VIEWS.get(399);
        Collected out = new Collected();
        assertThat(scores(DEFAULT, skips(latest, 1_000_003), out)).isEqualTo(scores(0, skips(latest, 31), out));
        try (SineLearner told = learner(0.2);
                SineLearner untold = learner(0.2)) {
            for (TrainingExample view : VIEWS) {
                told.add(view, out);
                untold.add(view, out);
                told.add(skips(view, 31), out);
            }
            told.finish(out);
            untold.finish(out);
            assertThat(told.digest()).isEqualTo(untold.digest());
            assertThat(told.quality()).isEqualTo(untold.quality());
        }
    }

    private static Map<String, Double> scores(double reaction, TrainingExample word, Collected out) {
        return scores(MODEL, reaction, word, out);
    }

    private static Map<String, Double> scores(
            SineSettings model, double reaction, TrainingExample word, Collected out) {
        try (SineLearner learner = learner(model, reaction)) {
            VIEWS.forEach(view -> learner.add(view, out));
            learner.finish(out);
            learner.add(word, out);
            learner.linger(out);
        }
        UserVectors user = out.users.get(out.users.size() - 1);
        assertThat(user.view()).isSameAs(word);
        Map<String, Double> scores = new TreeMap<>();
        out.items.forEach((id, item) -> scores.put(
                id, FusedScore.of(model.fusion(), user.vectors(), user.relevance(), item.vector(), item.relevance())));
        return scores;
    }

    private static SineLearner learner(double reaction) {
        return learner(MODEL, reaction);
    }

    private static SineLearner learner(SineSettings model, double reaction) {
        return new SineLearner(
                model, LearnerSettings.streaming(1).withBatchSize(8).withSkipReaction(reaction));
    }

    private static TrainingExample skips(TrainingExample view, long item) {
        return new TrainingExample(
                view.user(),
                "skip of " + item,
                view.labelRule(),
                view.eventTimeMillis(),
                view.readMillis(),
                -view.sequenceNumber(),
                view.history(),
                view.historySkips(),
                view.target(),
                null,
                new long[] {ItemKey.of(Long.toString(item))},
                new String[0]);
    }

    private static int rank(Map<String, Double> scores, String item) {
        double own = scores.getOrDefault(item, Double.NaN);
        return (int) scores.values().stream().filter(score -> score > own).count();
    }

    private static double meanRank(Map<String, Double> scores, List<String> items) {
        return items.stream().mapToInt(item -> rank(scores, item)).average().orElseThrow();
    }

    private static List<String> neighbours(Collected out, String item) {
        float[] centre = Objects.requireNonNull(out.items.get(item)).vector();
        return out.items.values().stream()
                .filter(other -> !other.id().equals(item))
                .sorted(Comparator.comparingDouble(other -> -cosine(centre, other.vector())))
                .limit(NEIGHBOURS)
                .map(ItemVector::id)
                .toList();
    }

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int d = 0; d < a.length; d++) {
            dot += (double) a[d] * b[d];
            aa += (double) a[d] * a[d];
            bb += (double) b[d] * b[d];
        }
        return dot / Math.sqrt(aa * bb);
    }
}
