package io.sinestream.model.sine;

import static io.sinestream.model.sine.SmallModels.EXACT;
import static io.sinestream.model.sine.SmallModels.batch;
import static io.sinestream.model.sine.SmallModels.model;
import static io.sinestream.model.sine.SmallModels.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.sine.ModelFixture.Published;
import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.SineSettings.Fusion;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How sub-interests meet an item: shares, prototypes, and the score a ranker computes from what is published; whatever the weights. */
class FusionPropertiesTest {
    static Stream<SineSettings> models() {
        return SmallModels.models();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fusion.class,
            names = {"SIGMOID_SHARE", "SOFTMAX"})
    void sharesSumToOneAndMeetTheItemUnderTheSigmoidOnly(Fusion fusion) {
        try (ModelFixture model = model(small().toBuilder().fusion(fusion).build())) {
            model.scores(batch(4, 7, false));
            Tensor shares = model.recorder.get("fusion").permuted(0, 2, 1);
            double[] first = Arrays.copyOfRange(shares.data(), 0, 3);
            for (int at = 0; at < shares.data().length; at += 3) {
                double[] share = Arrays.copyOfRange(shares.data(), at, at + 3);
                assertThat(Arrays.stream(share).sum()).isCloseTo(1, within(EXACT));
            }
            boolean perItem = shares.shape()[1] > 1;
            assertThat(perItem).isEqualTo(fusion == Fusion.SIGMOID_SHARE);
            if (perItem) {
                assertThat(Arrays.copyOfRange(shares.data(), 3, 6)).isNotEqualTo(first);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Fusion.class)
    void oneSubInterestHasTheWholeShare(Fusion fusion) {
        try (ModelFixture model =
                model(small().toBuilder().interests(1).fusion(fusion).build())) {
            Tensor scores = model.scores(batch(4, 7, false));
            scores.assertClose("score", model.recorder.get("per_interest"), EXACT);
        }
    }

    @Test
    void itemRateIsTheSameForEveryUser() {
        SineBatch batch = batch(4, 7, false);
        try (ModelFixture model = model(small().toBuilder().itemRate(3).build())) {
            double[] interests = model.encode(batch).interests().data();
            for (int last = 5; last < interests.length; last += 6) {
                assertThat(interests[last]).isEqualTo(3);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void orderOfPrototypesOrdersSubInterestsAndNothingElse(SineSettings settings) {
        SineSettings three = settings.toBuilder().interests(3).build();
        SineBatch drawn = batch(4, 7, false);
        // Without skips in the history: an item that is its own skip meets all prototypes alike, and the lowest k wins.
        SineBatch batch = new SineBatch(
                4,
                7,
                drawn.history(),
                new int[4 * 7],
                drawn.targets(),
                drawn.negatives(),
                1,
                drawn.skips(),
                4,
                drawn.candidates(),
                0);
        try (ModelFixture model = model(three);
                ModelFixture turned = model(three)) {
            int z = model.layout.get("Z").offset();
            int d = settings.dimension();
            System.arraycopy(model.dense, z, turned.dense, z + 2 * d, d);
            System.arraycopy(model.dense, z + d, turned.dense, z, 2 * d);
            Result a = model.step(batch);
            Result b = turned.step(batch);
            assertThat(b.total()).isCloseTo(a.total(), within(EXACT * Math.abs(a.total())));
            b.scores().assertClose("scores", a.scores(), EXACT);
            Tensor original = model.encode(batch).interests();
            Tensor moved = turned.encode(batch).interests();
            for (int window = 0; window < 4; window++) {
                for (int k = 0; k < 3; k++) {
                    int from = (window * 3 + k) * d;
                    int to = (window * 3 + (k + 2) % 3) * d;
                    Tensor.vector(Arrays.copyOfRange(moved.data(), to, to + d))
                            .assertClose(
                                    "õ", Tensor.vector(Arrays.copyOfRange(original.data(), from, from + d)), EXACT);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void publishedRecordsGiveTheModelsScore(SineSettings settings) {
        SineBatch batch = batch(5, 7, false);
        try (ModelFixture model = model(settings)) {
            Published user = model.encode(batch);
            Tensor expected = model.scores(batch);
            Tensor relevance = model.itemRelevance();
            for (int i = 0; i < expected.data().length; i++) {
                int item = batch.candidates()[i];
                double score = rank(settings, model, user, relevance.data()[item], i / 4, item);
                assertThat(score).isCloseTo(expected.data()[i], within(EXACT * expected.largest()));
            }
        }
    }

    /** The ranker's side, written from the description of the records alone. */
    private static double rank(
            SineSettings settings, ModelFixture model, Published user, double c, int window, int item) {
        int k = settings.interests();
        int d = settings.dimension();
        double[] products = IntStream.range(0, k)
                .mapToDouble(i -> dot(user.interests().data(), (window * k + i) * d, model.items, item * d, d))
                .toArray();
        return switch (settings.fusion()) {
            case SIGMOID_SHARE -> {
                double[] a = Objects.requireNonNull(user.relevance()).data();
                double[] shares = IntStream.range(0, k)
                        .mapToDouble(i -> 1 / (1 + Math.exp(-(a[window * k + i] + c))))
                        .toArray();
                double sum = Arrays.stream(shares).sum();
                yield IntStream.range(0, k)
                        .mapToDouble(i -> shares[i] / sum * products[i])
                        .sum();
            }
            case SOFTMAX, SUM -> dot(Objects.requireNonNull(user.fused()).data(), window * d, model.items, item * d, d);
            case MAX -> Arrays.stream(products).max().orElseThrow();
        };
    }

    private static double dot(double[] a, int at, double[] b, int from, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> a[at + i] * b[from + i])
                .sum();
    }
}
