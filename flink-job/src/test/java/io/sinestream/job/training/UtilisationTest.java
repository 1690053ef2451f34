package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UtilisationTest {
    private static final long MILLI = 1_000_000;
    private static final long START = Long.MAX_VALUE - 1_000 * MILLI;

    private final Utilisation utilisation = new Utilisation(START);
    private long now = START;

    /** For so many milliseconds, of every ten. */
    private void work(int millisOfTen, int times) {
        for (int i = 0; i < times; i++) {
            utilisation.worked(now, now + millisOfTen * MILLI);
            now += 10 * MILLI;
        }
    }

    @Test
    void isTheShareOfTheLastFullSecond() {
        work(3, 150);
        assertThat(utilisation.share(now)).isEqualTo(0.3, within(0.01));
        assertThat(utilisation.isOverloaded()).isFalse();
        assertThat(utilisation.share(now + 5_000 * MILLI)).isZero();
    }

    @Test
    void staysOverloadedUntilThereIsRoomAgain() {
        work(10, 150);
        assertThat(utilisation.isOverloaded()).isTrue();
        work(8, 250);
        assertThat(utilisation.isOverloaded()).isTrue();
        work(6, 250);
        assertThat(utilisation.isOverloaded()).isFalse();
    }
}
