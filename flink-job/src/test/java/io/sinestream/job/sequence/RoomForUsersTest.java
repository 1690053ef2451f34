package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoomForUsersTest {
    private static final long GIBIBYTE = 1L << 30;

    private final SequenceSettings defaults = SequenceSettings.defaults();

    @Test
    void asManyAsWantedWhereTheHeapIsLarge() {
        assertThat(RoomForUsers.within(16 * GIBIBYTE, defaults)).isEqualTo(100_000);
    }

    @Test
    void noMoreThanAQuarterOfTheHeapHolds() {
        assertThat(RoomForUsers.within(GIBIBYTE, defaults)).isEqualTo(81_344);
        assertThat(RoomForUsers.within(GIBIBYTE, defaults.withWindow(200))).isEqualTo(47_093);
        assertThat(RoomForUsers.within(1, defaults)).isEqualTo(1);
    }

    @Test
    void noneWhereNoneAreWanted() {
        SequenceSettings none =
                Settings.window(50).with(SequenceOptions.USERS_IN_MEMORY, 0).build();
        assertThat(RoomForUsers.within(GIBIBYTE, none)).isZero();
    }

    @Test
    void isForMostOfAStateThatIsNotMuchLarger() {
        assertThat(RoomForUsers.isForMostOf(0, 100_000, defaults)).isTrue();
        assertThat(RoomForUsers.isForMostOf(330_000_000, 100_000, defaults)).isTrue();
        assertThat(RoomForUsers.isForMostOf(330_000_001, 100_000, defaults)).isFalse();
    }
}
