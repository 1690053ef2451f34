package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.sinestream.model.ItemKey;
import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedLearnerTest {
    private static final int BATCH = 8;
    private static final int GROUP = 40;
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();

    /** An item row that is not finite spoils the whole step: nothing of it is applied. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void stepWithANumberThatIsNotFiniteIsDropped(double poison) {
        LearnerCounts counts = new LearnerCounts();
        try (LearnedModel model = new LearnedModel(MODEL, settings(0.003), counts)) {
            PendingBatch pending = new PendingBatch();
            for (int i = 0; i < BATCH; i++) {
                TrainingExample view = view(i, 0);
                pending.add(view);
                model.items().sight(view.target(), null, 0);
                model.items().sight(view.skips()[0], null, 0);
            }
            BatchAssembler assembler =
                    new BatchAssembler(MODEL, PairSettings.released(), new NegativeSampler(model.items(), 1));
            assertThat(step(model, assembler, pending, 1)).isTrue();
            int row = model.items().rowOf(pending.views().get(3).example.target());
            model.items()
                    .update(
                            row,
                            (storage, offset, width, gradient, at) -> storage.set(offset + 1, poison),
                            Reals.of(Precision.FLOAT32, 8),
                            0);
            String before = model.digest(1);
            assertThat(step(model, assembler, pending, 2)).isFalse();
            assertThat(model.digest(1)).isEqualTo(before);
        }
    }

    private static boolean step(LearnedModel model, BatchAssembler assembler, PendingBatch pending, long number) {
        BatchRows rows = new BatchRows(model.items());
        try (NDManager call = model.newManager()) {
            SineBatch batch = assembler.training(pending.trainingViews(), List.of(), rows, number);
            return model.update(model.step(call, batch, rows), rows, number, 1);
        }
    }

    /** A learning rate that overflows whatever follows: what was counted, published and saved stays sound. */
    @Test
    void overflowIsCountedAndNeverPublished() {
        Collected out = new Collected();
        SavedLearner saved = new SavedLearner();
        try (SineLearner learner = new SineLearner(MODEL, settings(1e30))) {
            for (int i = 0; i < 10 * BATCH; i++) {
                learner.add(view(i, 0), out);
            }
            learner.finish(out);
            assertThat(learner.counts().steps()).isEqualTo(1);
            assertThat(learner.counts().of(LearnerCount.DROPPED_STEPS)).isEqualTo(9);
            assertThat(learner.counts().of(LearnerCount.UNTESTABLE_VIEWS)).isGreaterThan(60);
            assertThat(learner.counts().of(LearnerCount.VECTORS_WITHHELD)).isGreaterThan(60);
            assertThat(learner.quality().instances()).isBetween(1L, 16L);
            saved.save(learner);
        }
        try (SineLearner restored = new SineLearner(MODEL, settings(1e30))) {
            saved.restore(restored);
        }
    }

    /** Whatever the fusion, and with and without a prior: no number of any record is one that readers refuse. */
    @ParameterizedTest
    @MethodSource("overflows")
    void everyNumberOfEveryRecordIsFinite(SineSettings model, double rate, int admitAfter) {
        Published out = new Published();
        LearnerSettings settings =
                settings(rate).withVocabulary(new VocabularySettings(admitAfter, Duration.ZERO, 2_000));
        try (SineLearner learner = new SineLearner(model, settings)) {
            out.learner = learner;
            for (int i = 0; i < 5 * BATCH; i++) {
                learner.add(view(i, 0), out);
                if (i % 3 == 0) {
                    out.headDue();
                }
            }
            learner.finish(out);
            assertThat(learner.counts().of(LearnerCount.DROPPED_STEPS)).isPositive();
        }
        assertThat(out.numbers).hasSizeGreaterThan(100).allSatisfy(numbers -> assertThat(Publisher.isFinite(numbers))
                .isTrue());
    }

    private static Stream<Arguments> overflows() {
        return SineSettings.profiles().stream()
                .map(profile -> profile.toBuilder().dimension(8).window(8).build())
                .flatMap(model -> DoubleStream.of(1e20, 1e30)
                        .boxed()
                        .flatMap(rate -> Stream.of(Arguments.of(model, rate, 1), Arguments.of(model, rate, 3))));
    }

    /** Every number of every record that is handed on. */
    private static final class Published implements LearnerOutput {
        private final List<float[]> numbers = new ArrayList<>();
        private @Nullable SineLearner learner;

        @Override
        public void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion) {}

        @Override
        public void user(UserVectors user) {
            numbers.add(user.vectors());
            numbers.add(user.relevance());
        }

        @Override
        public void item(ItemVector item) {
            numbers.add(item.vector());
            numbers.add(new float[] {item.relevance()});
        }

        @Override
        public void userGone(String user, long modelVersion) {}

        @Override
        public void itemGone(String id, long modelVersion) {}

        @Override
        public void publishing(boolean paused, String reason) {}

        @Override
        public void headDue() {
            ModelHead head = Objects.requireNonNull(learner).head();
            head.tensors().forEach(tensor -> numbers.add(tensor.data()));
            for (ModelHead.Triple triple : head.golden()) {
                user(triple.user());
                item(triple.item());
                numbers.add(new float[] {(float) triple.score()});
            }
        }
    }

    @Test
    void publishingPausesBelowRandomAndResumesByItselfWhileLearningGoesOn() {
        SavedLearner saved = new SavedLearner();
        try (SineLearner learner = new SineLearner(MODEL, settings(0.01))) {
            for (int i = 0; i < 1_600; i++) {
                learner.add(view(i, 0), new Collected());
            }
            saved.save(learner);
        }
        Collected out = new Collected();
        try (SineLearner learner = new SineLearner(MODEL, settings(1e-12))) {
            saved.restore(learner);
            feed(learner, 1, out);
            assertThat(learner.isPublishingPaused()).isTrue();
            assertThat(out.turns).hasSize(1);
            assertThat(out.turns.get(0)).startsWith("paused: ").contains("2,000 instances");
            int published = out.users.size();
            int items = out.items.size();
            long steps = learner.counts().steps();

            feed(learner, 1, out);
            assertThat(out.users).hasSize(published);
            assertThat(out.items).hasSize(items);
            assertThat(learner.counts().steps()).isGreaterThan(steps);
            assertThat(learner.counts().of(LearnerCount.VECTORS_WITHHELD)).isGreaterThan(2_000);

            feed(learner, 0, out);
            assertThat(learner.isPublishingPaused()).isFalse();
            assertThat(out.turns).hasSize(2);
            assertThat(out.users).hasSizeGreaterThan(published);
            assertThat(learner.counts().of(LearnerCount.PUBLISHING_PAUSES)).isEqualTo(1);
        }
    }

    private static void feed(SineLearner learner, int liked, Collected out) {
        for (int i = 0; i < 2_200; i++) {
            learner.add(view(i, liked), out);
        }
    }

    @Test
    void poisonedDenseWeightIsRefused() {
        byte[] core;
        try (SineLearner learner = new SineLearner(MODEL, settings(0.003))) {
            core = learner.parts().core();
        }
        ByteBuffer.wrap(core).order(ByteOrder.LITTLE_ENDIAN).putFloat(core.length - Float.BYTES, Float.NaN);
        try (SineLearner learner = new SineLearner(MODEL, settings(0.003))) {
            assertThatThrownBy(() -> learner.parts().restoreCore(core))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must be finite")
                    .hasMessageContaining("older checkpoint");
            assertThatThrownBy(() -> learner.parts().restoreCore(Arrays.copyOf(core, core.length / 2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cut short or damaged");
        }
    }

    /** A user of group 0 or 1 of items views one of it and skips one of the other. */
    private static TrainingExample view(int n, int liked) {
        long[] history = new long[4];
        for (int i = 0; i < history.length; i++) {
            history[i] = item(n, i, 0);
        }
        long[] noSkips = new long[history.length];
        Arrays.fill(noSkips, ItemKey.NONE);
        return new TrainingExample(
                "user-" + n % 50,
                "event-" + n,
                "rule",
                n,
                n,
                5,
                history,
                noSkips,
                item(n, 10, liked),
                null,
                new long[] {item(n, 11, 1 - liked)},
                new String[0]);
    }

    private static long item(int n, int i, int group) {
        return (long) group * GROUP + Mix.below(Mix.at(9, 100L * n + i), GROUP);
    }

    private static LearnerSettings settings(double rate) {
        LearnerSettings d = LearnerSettings.streaming(1).withBatchSize(BATCH);
        return new LearnerSettings(
                BATCH,
                rate,
                rate,
                d.rowOptimiser(),
                d.beta1(),
                d.beta2(),
                d.epsilon(),
                d.gradientClip(),
                d.initialDeviation(),
                d.publishing(),
                d.precision(),
                d.seed(),
                d.vocabulary(),
                d.guardWindow(),
                d.pairs(),
                d.rehearsal(),
                d.skipReaction());
    }
}
