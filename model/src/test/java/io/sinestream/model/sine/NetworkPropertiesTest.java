package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.sine.ModelFixture.Published;
import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.ParameterLayout.Parameter;
import io.sinestream.model.sine.SineSettings.Beta;
import io.sinestream.model.sine.SineSettings.Fusion;
import io.sinestream.model.sine.SineSettings.PadSink;
import io.sinestream.model.sine.SineSettings.Reduction;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold whatever the weights: each property on random weights and windows, in float64. */
class NetworkPropertiesTest {
    private static final int ITEMS = 11;
    private static final double EXACT = 1e-11;

    /** Every profile, small and without dropout, once more with two blocks and two heads. */
    static Stream<SineSettings> models() {
        return SineSettings.profiles().stream()
                .map(profile -> profile.toBuilder().dimension(6).window(7).dropout(0))
                .flatMap(profile -> Stream.of(
                        profile.blocks(1).heads(1).build(),
                        profile.blocks(2).heads(2).build()));
    }

    private static ModelFixture model(SineSettings settings) {
        return ModelFixture.random(settings, Precision.FLOAT64, ITEMS, settings.blocks());
    }

    private static SineSettings small() {
        return SineSettings.streaming().toBuilder()
                .dimension(6)
                .window(7)
                .interests(3)
                .build();
    }

    private static SineBatch batch(int windows, int length, boolean everyRow) {
        return new RandomBatch(length, ITEMS).train(windows, length, everyRow, 1, 4);
    }

    @ParameterizedTest
    @MethodSource("models")
    void lastRowAloneIsTheLastOfEveryRow(SineSettings settings) {
        SineBatch last = batch(5, 7, false);
        int[] targets = new int[5 * 7];
        int[] negatives = new int[5 * 7];
        int[] skips = new int[5 * 7];
        for (int window = 0; window < 5; window++) {
            targets[window * 7 + 6] = last.targets()[window];
            negatives[window * 7 + 6] = last.negatives()[window];
            skips[window * 7 + 6] = last.skips()[window];
        }
        SineBatch every = new SineBatch(
                5, 7, last.history(), last.historySkips(), targets, negatives, 1, skips, 4, last.candidates(), 0);
        try (ModelFixture model = model(settings)) {
            assertSame(model.step(last), model.step(every));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void lengthOfTheBucketDoesNotMatter(SineSettings settings) {
        for (boolean everyRow : new boolean[] {false, true}) {
            SineBatch cut = batch(4, 4, everyRow);
            try (ModelFixture model = model(settings)) {
                assertSame(model.step(cut), model.step(widened(cut, 7, everyRow)));
            }
        }
    }

    /** The same windows in a longer bucket. */
    private static SineBatch widened(SineBatch batch, int length, boolean everyRow) {
        int from = batch.length();
        return new SineBatch(
                batch.size(),
                length,
                widened(batch.history(), from, length),
                widened(batch.historySkips(), from, length),
                everyRow ? widened(batch.targets(), from, length) : batch.targets(),
                everyRow ? widened(batch.negatives(), from, length) : batch.negatives(),
                batch.skipsPerTarget(),
                everyRow ? widened(batch.skips(), from, length) : batch.skips(),
                batch.candidatesPerWindow(),
                batch.candidates(),
                batch.seed());
    }

    private static int[] widened(int[] rows, int from, int to) {
        int[] wide = new int[rows.length / from * to];
        for (int row = 0; row < rows.length / from; row++) {
            System.arraycopy(rows, row * from, wide, row * to + to - from, from);
        }
        return wide;
    }

    @Test
    void longerWindowWithTheSamePositionsAtItsEndChangesNothing() {
        SineBatch batch = batch(4, 7, false);
        SineSettings longer = small().toBuilder().window(12).build();
        try (ModelFixture model = model(small());
                ModelFixture wide = model(longer)) {
            int d = small().dimension();
            copy(model, "P", 0, wide, "P", (12 - 7) * d);
            for (Parameter parameter : model.layout.parameters()) {
                if (!parameter.name().equals("P")) {
                    copy(model, parameter.name(), 0, wide, parameter.name(), 0);
                }
            }
            System.arraycopy(model.items, 0, wide.items, 0, model.items.length);
            wide.scores(batch).assertClose("scores", model.scores(batch), EXACT);
        }
    }

    private static void copy(ModelFixture from, String name, int at, ModelFixture to, String target, int start) {
        Parameter parameter = from.layout.get(name);
        System.arraycopy(
                from.dense,
                parameter.offset() + at,
                to.dense,
                to.layout.get(target).offset() + start,
                parameter.size());
    }

    @ParameterizedTest
    @MethodSource("models")
    void laterItemDoesNotReachAnEarlierRow(SineSettings settings) {
        SineBatch batch = batch(1, 7, true);
        int[] history = {0, 0, 3, 5, 2, 8, 1};
        int[] changed = {0, 0, 3, 5, 2, 9, 4};
        // The intent of the next item is the one thing that looks ahead, and only to the item it predicts.
        SineSettings causal = settings.beta() == Beta.NEXT_INTENT
                ? settings.toBuilder().beta(Beta.OFF).build()
                : settings;
        try (ModelFixture model = model(causal)) {
            model.step(with(batch, history));
            Tensor before = model.recorder.get("encoded");
            model.step(with(batch, changed));
            int unchanged = 5 * settings.dimension();
            before.assertClose("rows 0 to 4", model.recorder.get("encoded"), 0, i -> i < unchanged);
            assertThat(before.data()).isNotEqualTo(model.recorder.get("encoded").data());
        }
    }

    private static SineBatch with(SineBatch batch, int[] history) {
        return new SineBatch(
                batch.size(),
                batch.length(),
                history,
                new int[history.length],
                batch.targets(),
                batch.negatives(),
                1,
                batch.skips(),
                0,
                new int[0],
                0);
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
    void withoutSkipsTheSecondLossIsZeroWithZeroGradient(SineSettings settings) {
        SineSettings second =
                settings.toBuilder().lambda1(0).lambda2(1).lambda3(0).build();
        SineBatch skips = batch(4, 7, false);
        SineBatch none = new SineBatch(
                4,
                7,
                skips.history(),
                skips.historySkips(),
                skips.targets(),
                skips.negatives(),
                1,
                new int[4],
                0,
                new int[0],
                0);
        try (ModelFixture model = model(second)) {
            Result result = model.step(none);
            assertThat(result.l2()).isZero();
            assertThat(result.dense().largest()).isZero();
            assertThat(result.rows().largest()).isZero();
            assertThat(model.step(skips).dense().largest()).isPositive();
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

    @Test
    void skipsOfOneTargetShareItsWeight() {
        SineBatch one = batch(4, 7, false);
        int[] twice = new int[8];
        for (int i = 0; i < 4; i++) {
            twice[2 * i] = one.skips()[i];
            twice[2 * i + 1] = i % 2 == 0 ? one.skips()[i] : 0;
        }
        SineBatch two = new SineBatch(
                4,
                7,
                one.history(),
                one.historySkips(),
                one.targets(),
                one.negatives(),
                2,
                twice,
                4,
                one.candidates(),
                0);
        try (ModelFixture model = model(small())) {
            assertSame(model.step(one), model.step(two));
        }
    }

    @Test
    void reductionsDivideByWhatTheyAreNamedFor() {
        SineBatch batch = new RandomBatch(3, ITEMS).train(6, 7, false, 1, 0);
        batch.skips()[0] = 0;
        batch.skips()[1] = 1;
        long skipped = Arrays.stream(batch.skips()).filter(i -> i != 0).count();
        Result sum = step(small(), Reduction.SUM, batch);
        Result mean = step(small(), Reduction.MEAN_PER_TERM, batch);
        Result perTarget = step(small(), Reduction.PER_TARGET, batch);
        assertThat(mean.l1()).isCloseTo(sum.l1() / 6, within(EXACT));
        assertThat(mean.l2()).isCloseTo(sum.l2() / skipped, within(EXACT));
        assertThat(perTarget.l1()).isCloseTo(sum.l1() / 6, within(EXACT));
        assertThat(perTarget.l2()).isCloseTo(sum.l2() / 6, within(EXACT));
    }

    private static Result step(SineSettings settings, Reduction reduction, SineBatch batch) {
        try (ModelFixture model =
                model(settings.toBuilder().reduction(reduction).build())) {
            return model.step(batch);
        }
    }

    @Test
    void correlationWeighsTheSamePerExampleWhenScaledWithTheBatch() {
        SineSettings scaled = small().toBuilder().scaleDcorWithBatch(true).build();
        SineBatch batch = batch(4, 7, false);
        try (ModelFixture model = model(scaled)) {
            Result result = model.step(batch);
            assertThat(result.total()).isCloseTo(result.l1() + result.l2() + result.ldis() * 4 / 128, within(EXACT));
        }
    }

    @Test
    void sinkTakesItsShareFromTheWholeWindow() {
        SineSettings sink = small().toBuilder().padSink(PadSink.WINDOW).build();
        SineBatch batch = batch(4, 4, false);
        try (ModelFixture model = model(small());
                ModelFixture with = model(sink)) {
            assertThat(with.scores(batch).data())
                    .isNotEqualTo(model.scores(batch).data());
        }
    }

    private static void assertSame(Result actual, Result expected) {
        Tensor.vector(actual.l1(), actual.l2(), actual.ldis(), actual.total())
                .assertClose(
                        "losses",
                        Tensor.vector(expected.l1(), expected.l2(), expected.ldis(), expected.total()),
                        EXACT);
        actual.dense().assertClose("dense gradient", expected.dense(), EXACT);
        actual.rows().assertClose("row gradient", expected.rows(), EXACT);
        actual.scores().assertClose("scores", expected.scores(), EXACT);
    }
}
