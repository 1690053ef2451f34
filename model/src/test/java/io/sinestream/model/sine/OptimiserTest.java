package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OptimiserTest {

    /** By hand: m̂ = g and v̂ = g² after one step, so the weight moves by lr·g/(|g| + ε). */
    @Test
    void firstAdamStepMovesByTheLearningRate() {
        Adam adam = new Adam(0.1, 0.9, 0.98, 1e-8);
        Reals slice = slice(3, adam.stateSize(1));
        Reals gradient = Reals.of(Precision.FLOAT64, 1);
        gradient.set(0, -4);
        adam.at(1, 1).apply(slice, 0, 1, gradient, 0);
        assertThat(slice.get(0)).isCloseTo(3 + 0.1 * 4 / (4 + 1e-8), within(1e-15));
        assertThat(slice.get(1)).isCloseTo(-0.4, within(1e-15));
        assertThat(slice.get(2)).isCloseTo(0.02 * 16, within(1e-15));
    }

    /** By hand: the accumulator is the mean squared gradient, shared by the whole slice. */
    @Test
    void adagradSharesOneAccumulatorPerRow() {
        RowAdagrad adagrad = new RowAdagrad(0.5, 1e-10);
        Reals slice = Reals.of(Precision.FLOAT64, 2 + adagrad.stateSize(2));
        Reals gradient = Reals.of(Precision.FLOAT64, 2);
        gradient.set(0, 3);
        gradient.set(1, -1);
        adagrad.at(1, 1).apply(slice, 0, 2, gradient, 0);
        assertThat(slice.get(2)).isCloseTo(5, within(1e-15));
        assertThat(slice.get(0)).isCloseTo(-0.5 * 3 / Math.sqrt(5), within(1e-9));
        assertThat(slice.get(1)).isCloseTo(0.5 / Math.sqrt(5), within(1e-9));
    }

    @Test
    void rateScalesTheStep() {
        Adam adam = new Adam(0.1, 0.9, 0.98, 1e-8);
        Reals slice = slice(0, adam.stateSize(1));
        Reals gradient = Reals.of(Precision.FLOAT64, 1);
        gradient.set(0, 1);
        adam.at(1, 0.25).apply(slice, 0, 1, gradient, 0);
        assertThat(slice.get(0)).isCloseTo(-0.025, within(1e-9));
    }

    @Test
    void badRatesAreNamed() {
        assertThatThrownBy(() -> new Adam(-1, 0.9, 0.98, 1e-8))
                .hasMessage("learning rate = -1.0: must be a finite number above 0");
        assertThatThrownBy(() -> new Adam(0.1, 1, 0.98, 1e-8)).hasMessageContaining("beta1 = 1.0");
    }

    private static Reals slice(double weight, int state) {
        Reals slice = Reals.of(Precision.FLOAT64, 1 + state);
        slice.set(0, weight);
        return slice;
    }
}
