package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModel.GoldenTriple;
import io.sinestream.schema.UserSubInterests;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FusionTest {
    /** Two orthogonal sub-interests, so that the dot products with (2, 6) are 2 and 6. */
    private static final float[] VECTORS = {1, 0, 0, 1};

    private static final float[] ITEM = {2, 6};

    /** σ(0) = 1/2 and σ(ln 3) = 3/4: shares 0.4 and 0.6; softmax of (0, ln 3): 1/4 and 3/4. */
    @ParameterizedTest
    @CsvSource({"SIGMOID_SHARE, 4.4", "SOFTMAX, 5", "SUM, 8", "MAX, 6"})
    void scoresComputedByHand(Fusion fusion, float score) {
        float[] relevance = {0, (float) Math.log(3)};
        assertThat(fusion.scorer(VECTORS, relevance, 2).score(ITEM, 0, 0)).isCloseTo(score, within(1e-6f));
    }

    @Test
    void sigmoidSharesDependOnTheItem() {
        UserScorer scorer = Fusion.SIGMOID_SHARE.scorer(VECTORS, new float[] {0, (float) Math.log(3)}, 2);
        // σ(ln 2) = 2/3 and σ(ln 6) = 6/7: shares 14/32 and 18/32.
        assertThat(scorer.score(ITEM, 0, (float) Math.log(2))).isCloseTo((14 * 2 + 18 * 6) / 32f, within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheFormulaInDoublePrecision(Fusion fusion) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2_000; i++) {
            int subInterests = 1 + random.nextInt(7);
            int width = 1 + random.nextInt(70);
            UserSubInterests user = Records.user("u", 1, 1, 1, "l", subInterests, width, random);
            ItemEmbedding item = Records.item("i" + i, 1, 1, "l", width);
            double expected = formula(fusion, user, item);
            assertThat((double) fusion.scorer(user).score(item))
                    .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyItemsAtATimeScoreTheSame(Fusion fusion) {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 60; round++) {
            int width = 1 + random.nextInt(70);
            UserSubInterests user = Records.user("u", 1, 1, 1, "l", 1 + random.nextInt(7), width, random);
            ItemTile tile = new ItemTile(width);
            double[] expected = new double[1 + random.nextInt(ItemTile.SIZE)];
            for (int i = 0; i < expected.length; i++) {
                ItemEmbedding item = Records.item("i" + round + "-" + i, 1, 1, "l", width);
                float[] row = Arrays.copyOf(item.vector(), width + 1);
                row[width] = item.relevance();
                tile.add(row, 0);
                expected[i] = formula(fusion, user, item);
            }
            float[] scores = new float[expected.length + 1];
            fusion.tileScorer(user).scores(tile, scores, 1);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) scores[i + 1])
                        .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-300, -301", "-3e38, -3e38", "3e38, 3e38", "-90, 90", "0, -3e38"})
    void sharesStayFiniteFarOut(float first, float second) {
        UserScorer scorer = Fusion.SIGMOID_SHARE.scorer(VECTORS, new float[] {first, second}, 2);
        for (float ofItem : new float[] {-3e38f, -200, 0, 200, 3e38f}) {
            assertThat(scorer.score(ITEM, 0, ofItem)).isBetween(2f, 6f);
        }
    }

    @Test
    void wherAllSigmoidsVanishTheirRatioStays() {
        UserScorer scorer = Fusion.SIGMOID_SHARE.scorer(VECTORS, new float[] {-150, -150 + (float) Math.log(3)}, 2);
        assertThat(scorer.score(ITEM, 0, -100)).isCloseTo(5, within(1e-4f));
    }

    @ParameterizedTest
    @EnumSource
    void oneSubInterestIsThePlainProduct(Fusion fusion) {
        assertThat(fusion.scorer(new float[] {1, 2}, new float[] {-5}, 2).score(ITEM, 0, 7))
                .isCloseTo(14, within(1e-6f));
    }

    @ParameterizedTest
    @EnumSource
    void scoringAllocatesNothing(Fusion fusion) {
        UserSubInterests user = Records.user("u", 1, 1, 1, "l", 3, 64, new SplittableRandom(2));
        float[] items = Records.floats(64 * 100, new SplittableRandom(3));
        UserScorer scorer = fusion.scorer(user);
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        float sum = 0;
        long before = 0;
        for (int round = 0; round < 200; round++) {
            if (round == 100) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            for (int i = 0; i < 100; i++) {
                sum += scorer.score(items, 64 * i, 0.5f);
            }
        }
        // 10,000 scores; the measuring itself takes a little.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000);
        assertThat(sum).isFinite();
    }

    @ParameterizedTest
    @EnumSource
    void goldenTriplesOfTheFormulaPassAndOthersDoNot(Fusion fusion) {
        UserSubInterests user = Records.user("u", 1, 1);
        ItemEmbedding item = Records.item("i", 1, 1);
        float score = (float) formula(fusion, user, item);
        assertThat(GoldenCheck.of(model(fusion, user, item, score), fusion))
                .matches(GoldenCheck::passed)
                .matches(check -> check.triples() == 1);
        assertThat(GoldenCheck.of(model(fusion, user, item, score + 0.01f), fusion))
                .matches(check -> !check.passed());
    }

    @Test
    void namesAreThoseOfTheModelRecord() {
        assertThat(Fusion.named("SOFTMAX")).contains(Fusion.SOFTMAX);
        assertThat(Fusion.named("MEAN")).isEmpty();
    }

    @Test
    void anUnknownItemIsScoredByWhatTheModelSaysOfSuch() {
        UserSubInterests user = Records.user("u", 1, 1);
        ItemEmbedding cold = Records.item("cold", 1, 1);
        FeedState state = new FeedState(held -> true, Duration.ofDays(1));
        state.apply(user);
        state.apply(Records.model(1, 1, Records.LINEAGE, Fusion.MAX, List.of()));
        assertThat(state.scoreOfUnknownItem("u")).isEmpty();
        Map<String, SineModel.Tensor> tensors = Map.of(
                SineModel.COLD_ITEM, new SineModel.Tensor(new int[] {3}, cold.vector()),
                SineModel.COLD_RELEVANCE, new SineModel.Tensor(new int[0], new float[] {cold.relevance()}));
        state.apply(new SineModel(
                1, 2, Records.LINEAGE, "streaming", Map.of(), "SIGMOID_SHARE", 2, 3, 0, tensors, List.of()));
        assertThat(state.scoreOfUnknownItem("u")).hasValueSatisfying(score -> assertThat((double) score)
                .isCloseTo(formula(Fusion.SIGMOID_SHARE, user, cold), within(1e-5)));
    }

    static double formula(Fusion fusion, UserSubInterests user, ItemEmbedding item) {
        double[] dots = new double[user.subInterests()];
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        double weighted = 0;
        double weights = 0;
        for (int k = 0; k < dots.length; k++) {
            for (int d = 0; d < user.width(); d++) {
                dots[k] += (double) user.vectors()[k * user.width() + d] * item.vector()[d];
            }
            double weight = fusion == Fusion.SOFTMAX
                    ? Math.exp(user.relevance()[k])
                    : 1 / (1 + Math.exp(-user.relevance()[k] - item.relevance()));
            sum += dots[k];
            max = Math.max(max, dots[k]);
            weighted += weight * dots[k];
            weights += weight;
        }
        return switch (fusion) {
            case SUM -> sum;
            case MAX -> max;
            case SIGMOID_SHARE, SOFTMAX -> weighted / weights;
        };
    }

    private static SineModel model(Fusion fusion, UserSubInterests user, ItemEmbedding item, float score) {
        GoldenTriple triple =
                new GoldenTriple(user.vectors(), user.relevance(), item.vector(), item.relevance(), score);
        return Records.model(1, 1, "l", fusion, List.of(triple));
    }
}
