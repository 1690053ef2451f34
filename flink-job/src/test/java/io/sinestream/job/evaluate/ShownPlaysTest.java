package io.sinestream.job.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Plays are compared with those that had as many skips before. */
class ShownPlaysTest {
    private final ShownPlays plays = new ShownPlays();

    @Test
    void aRunAloneHasNoPair() {
        plays.add(new float[] {1, 9, 9});
        assertThat(plays.auc()).isNaN();
    }

    @Test
    void theViewOfAShortRunMeetsTheSecondSkipOfALongerOne() {
        plays.add(new float[] {3, 9});
        plays.add(new float[] {9, 9, 2});
        assertThat(plays.auc()).isEqualTo(1);
        plays.add(new float[] {1, 9});
        assertThat(plays.auc()).isEqualTo(0.5);
    }

    @Test
    void whatEachPlaceLosesByAConstantDoesNotCount() {
        for (float loss : new float[] {0, 5}) {
            ShownPlays other = new ShownPlays();
            other.add(new float[] {3 - loss, 9});
            other.add(new float[] {1 - 2 * loss, 9, 2 - loss});
            other.add(new float[] {9, 9, 4 - loss, 0 - 2 * loss});
            assertThat(other.auc()).isEqualTo(2.0 / 3);
        }
    }
}
