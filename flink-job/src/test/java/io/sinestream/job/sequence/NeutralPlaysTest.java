package io.sinestream.job.sequence;

import static io.sinestream.job.sequence.Plays.neutral;
import static io.sinestream.job.sequence.Plays.report;
import static io.sinestream.job.sequence.Plays.skip;
import static io.sinestream.job.sequence.Plays.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.ItemKey;
import org.junit.jupiter.api.Test;

/** Neutral plays that part a skip from the view after it, where that is asked for. */
class NeutralPlaysTest {
    private static final long NONE = ItemKey.NONE;

    private final Desk desk = new Desk(Settings.window(50)
            .with(SequenceOptions.NEUTRAL_SEPARATES, true)
            .with(SequenceOptions.MAX_RUN, 4)
            .build());

    @Test
    void skipsBeforeANeutralPlayAreNotOfTheRunAfterIt() {
        desk.take(skip("u", "1", 1));
        desk.take(neutral("u", "2", 2));
        desk.take(view("u", "3", 3));
        assertThat(desk.lastExample().skips()).isEmpty();
        assertThat(desk.lastExample().nearestSkip()).isEqualTo(NONE);
        desk.take(skip("u", "4", 4));
        desk.take(neutral("u", "5", 5));
        desk.take(skip("u", "6", 6));
        desk.take(view("u", "7", 7));
        assertThat(desk.lastExample().skips()).containsExactly(6);
        desk.take(view("u", "8", 8));
        assertThat(desk.lastExample().historySkips()).containsExactly(NONE, 6);
        assertThat(desk.count(Count.NEUTRAL)).isEqualTo(2);
    }

    @Test
    void lateNeutralPlayPartsThemInTheWindow() {
        desk.take(skip("u", "1", 10));
        desk.take(view("u", "2", 30));
        desk.take(neutral("u", "3", 20));
        desk.take(view("u", "4", 40));
        assertThat(desk.lastExample().historySkips()).containsExactly(NONE);
    }

    @Test
    void neutralReportThatBecomesAViewPartsNothingAnyMore() {
        desk.take(skip("u", "1", 10));
        desk.take(report("u", "2", 20, 4, "i"));
        desk.take(report("u", "2", 30, 9, "i"));
        assertThat(desk.lastExample().target()).isEqualTo(2);
        assertThat(desk.lastExample().skips()).containsExactly(1);
    }

    @Test
    void neutralPlaysAreBoundedLikeSkipsButAreNone() {
        for (int i = 1; i <= 20; i++) {
            desk.take(neutral("u", Integer.toString(i), i));
        }
        assertThat(desk.recentBytes("u")).isLessThan(300);
        assertThat(desk.count(Count.SKIP_DROPPED)).isZero();
        desk.take(skip("u", "30", 30));
        desk.take(view("u", "31", 31));
        assertThat(desk.lastExample().skips()).containsExactly(30);
    }
}
