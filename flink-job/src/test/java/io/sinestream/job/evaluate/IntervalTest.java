package io.sinestream.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /** By hand: mean 2, standard deviation 1, so 4.303 / √3. */
    @Test
    void threeValues() {
        Interval interval = Interval.of(1, 2, 3);
        assertThat(interval.mean()).isEqualTo(2);
        assertThat(interval.halfWidth()).isCloseTo(2.4843, within(1e-4));
    }

    @Test
    void oneValueSaysNothingOfItsError() {
        assertThat(Interval.of(7)).isEqualTo(new Interval(7, Double.POSITIVE_INFINITY));
    }
}
