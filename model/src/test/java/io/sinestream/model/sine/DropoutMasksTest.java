package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutMasksTest {
    @Test
    void dropsTheShareItIsToldAndKeepsTheMean() {
        try (NDManager manager = Torch.start().newBaseManager()) {
            double[] dropped = drop(manager, 5, 20_000);
            double zeros = Arrays.stream(dropped).filter(x -> x == 0).count() / 20_000.0;
            assertThat(zeros).isCloseTo(0.3, within(0.02));
            assertThat(Arrays.stream(dropped).average().orElseThrow()).isCloseTo(1, within(0.03));
        }
    }

    @Test
    void sameSeedDropsTheSameWhateverWasDroppedBefore() {
        try (NDManager manager = Torch.start().newBaseManager();
                NDManager other = Torch.start().newBaseManager()) {
            drop(other, 1, 50_000);
            assertThat(drop(other, 5, 300)).isEqualTo(drop(manager, 5, 300));
            assertThat(drop(other, 6, 300)).isNotEqualTo(drop(manager, 5, 300));
        }
    }

    @Test
    void placesOfOneStepDropDifferently() {
        try (NDManager manager = Torch.start().newBaseManager()) {
            Constants constants = new Constants(manager, Precision.FLOAT32.type());
            DropoutMasks masks = new DropoutMasks(0.5, constants, manager);
            masks.start(1);
            NDArray ones = constants.full(manager, new Shape(200), 1);
            assertThat(Tensor.of(masks.apply(ones)).data())
                    .isNotEqualTo(Tensor.of(masks.apply(ones)).data());
            masks.stop();
            assertThat(masks.apply(ones)).isSameAs(ones);
        }
    }

    @Test
    void scoringDropsNothing() {
        SineSettings settings = SineSettings.streaming().toBuilder()
                .dimension(6)
                .window(7)
                .dropout(0.5)
                .build();
        SineBatch batch = new RandomBatch(1, 9).train(4, 7, false, 1, 3);
        try (ModelFixture dropping = ModelFixture.random(settings, Precision.FLOAT64, 9, 1);
                ModelFixture plain =
                        ModelFixture.random(settings.toBuilder().dropout(0).build(), Precision.FLOAT64, 9, 1)) {
            Tensor expected = plain.scores(batch);
            dropping.scores(batch).assertClose("scores", expected, 1e-12);
            dropping.step(batch).scores().assertClose("scores of a step", expected, 1e-12);
            assertThat(dropping.step(batch).total())
                    .isNotEqualTo(plain.step(batch).total());
        }
    }

    private static double[] drop(NDManager manager, long seed, int size) {
        Constants constants = new Constants(manager, Precision.FLOAT32.type());
        DropoutMasks masks = new DropoutMasks(0.3, constants, manager);
        masks.start(seed);
        return Tensor.of(masks.apply(constants.full(manager, new Shape(size), 1)))
                .data();
    }
}
