package io.sinestream.model.sine;

import static io.sinestream.model.sine.SmallModels.EXACT;
import static io.sinestream.model.sine.SmallModels.ITEMS;
import static io.sinestream.model.sine.SmallModels.assertSame;
import static io.sinestream.model.sine.SmallModels.batch;
import static io.sinestream.model.sine.SmallModels.model;
import static io.sinestream.model.sine.SmallModels.small;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.SineSettings.Reduction;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the loss terms weigh and divide; whatever the weights. */
class LossPropertiesTest {
    static Stream<SineSettings> models() {
        return SmallModels.models();
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
    void randomItemsOfOneTargetShareItsWeight() {
        SineBatch one = batch(4, 7, false);
        int[] twice = new int[8];
        for (int i = 0; i < 8; i++) {
            twice[i] = one.negatives()[i / 2];
        }
        SineBatch two = new SineBatch(
                4, 7, one.history(), one.historySkips(), one.targets(), twice, 1, one.skips(), 4, one.candidates(), 0);
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
}
