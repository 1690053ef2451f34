package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreshnessTest {
    private final Freshness freshness = new Freshness();

    @Test
    void measuresFromReadToReceived() {
        for (int i = 1; i <= 100; i++) {
            freshness.received(0, 1_000, 1_000 + i);
        }
        assertThat(freshness.sinceLastTime()).isEqualTo(new Freshness.Percentiles(100, 50, 99));
        assertThat(freshness.sinceLastTime().count()).isZero();
        assertThat(freshness.whole()).isEqualTo(new Freshness.Percentiles(100, 50, 99));
    }

    @Test
    void waitsUntilThePastIsThrough() {
        freshness.countNothing();
        freshness.received(500, 1_000, 9_000);
        freshness.countOnceThrough(600);
        freshness.received(599, 1_000, 9_000);
        freshness.received(600, 1_000, 9_000); // the first of the present opens the gate at 9,000
        freshness.received(8_999, 9_050, 9_950);
        assertThat(freshness.whole().count()).isZero();

        freshness.received(9_000, 9_050, 9_057);
        assertThat(freshness.whole()).isEqualTo(new Freshness.Percentiles(1, 7, 7));
    }
}
