package io.sinestream.model.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class InstanceQualityTest {
    private static final double EXACT = 1e-12;

    @Test
    void tieCountsOneHalfAndSharesItsPositions() {
        InstanceQuality quality = InstanceQuality.of(1, 2, 1, 0);
        assertThat(quality.candidates()).isEqualTo(4);
        assertThat(quality.auc()).isCloseTo(0.5, within(EXACT));
        double second = Math.log(2) / Math.log(3);
        assertThat(quality.ndcgMeanTies()).isCloseTo((second + 0.5) / 2, within(EXACT));
        assertThat(quality.ndcgAt2()).isCloseTo(second / 2, within(EXACT));
    }

    @Test
    void withoutSkipsNothingIsCompared() {
        InstanceQuality quality = InstanceQuality.of(1);
        assertThat(quality.compares()).isFalse();
        assertThat(quality.auc()).isNaN();
        assertThat(GroupedQuality.NONE.plus(quality)).isEqualTo(GroupedQuality.NONE);
    }

    @Test
    void scoreThatIsNoNumberTies() {
        assertThat(InstanceQuality.of(Double.NaN, 1, 2).auc()).isEqualTo(0.5);
        assertThat(InstanceQuality.of(1, Double.NaN).auc()).isEqualTo(0.5);
    }

    @Test
    void randomOrderReachesWhatThePaperDoesNotSay() {
        assertThat(InstanceQuality.randomNdcg(1)).isCloseTo(0.815, within(0.001));
        assertThat(InstanceQuality.randomNdcg(2)).isCloseTo(0.71, within(0.001));
        assertThat(InstanceQuality.randomNdcg(4)).isCloseTo(0.59, within(0.001));
    }

    @Test
    void gaucByUserWeighsUsersAlike() {
        UserQuality users = new UserQuality();
        users.add("a", InstanceQuality.of(1, 0));
        users.add("a", InstanceQuality.of(1, 0));
        users.add("b", InstanceQuality.of(0, 1));
        users.add("c", InstanceQuality.of(0));
        assertThat(users.gauc()).isEqualTo(0.5);
    }

    @Test
    void windowsAndFactorsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new SlidingQuality(0)).hasMessageStartingWith("window is 0, must be");
        assertThatThrownBy(() -> new FadingMean(0)).hasMessageStartingWith("factor is 0.0, must be");
        assertThatThrownBy(() -> ReferenceSplit.of(new int[] {1}, new boolean[] {true}, 5))
                .hasMessageStartingWith("a user has 1 positives");
    }
}
