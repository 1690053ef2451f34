package io.sinestream.job.sequence;

import static io.sinestream.job.sequence.Plays.report;
import static io.sinestream.job.sequence.Plays.skip;
import static io.sinestream.job.sequence.Plays.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.model.ItemKey;
import io.sinestream.schema.ExplicitFeedback;
import org.junit.jupiter.api.Test;

/** Several reports of one impression are one play. */
class ImpressionsTest {
    private static final long NONE = ItemKey.NONE;

    private final Desk desk = new Desk(
            Settings.window(50).with(SequenceOptions.REMEMBERED_IMPRESSIONS, 3).build());

    @Test
    void heartbeatsThatGrowIntoAViewGiveOneExampleAndNoSkip() {
        desk.take(view("u", "1", 1));
        desk.take(report("u", "2", 10, 1, "i"));
        desk.take(report("u", "2", 20, 4, "i"));
        desk.take(report("u", "2", 30, 9, "i"));
        desk.take(report("u", "2", 40, 10, "i"));
        assertThat(desk.examples).hasSize(2);
        assertThat(desk.lastExample().target()).isEqualTo(2);
        assertThat(desk.lastExample().skips()).isEmpty();
        assertCounts(2, 0, 0, 3);
        assertThat(desk.count(Count.CORRECTED)).isZero();
    }

    @Test
    void skipThatAnExampleHasUsedIsCorrectedInTheWindowOnly() {
        desk.take(report("u", "2", 10, 1, "i"));
        desk.take(view("u", "3", 20));
        assertThat(desk.lastExample().skips()).containsExactly(2);
        desk.take(report("u", "2", 30, 9, "i"));
        assertThat(desk.examples).hasSize(1);
        assertThat(desk.count(Count.CORRECTED)).isEqualTo(1);
        desk.take(view("u", "4", 40));
        assertThat(desk.lastExample().history()).containsExactly(3, 2);
        assertThat(desk.lastExample().historySkips()).containsExactly(NONE, NONE);
        assertCounts(3, 0, 0, 1);
    }

    @Test
    void trainedViewThatIsReportedLeavesTheWindow() {
        desk.take(view("u", "1", 1));
        desk.take(report("u", "2", 10, 9, "i"));
        desk.take(report("u", "2", 20, 9, "i", ExplicitFeedback.REPORT));
        desk.take(view("u", "3", 30));
        assertThat(desk.lastExample().history()).containsExactly(1);
        assertThat(desk.lastExample().skips()).containsExactly(2);
        assertThat(desk.count(Count.CORRECTED)).isEqualTo(1);
        assertCounts(2, 1, 0, 1);
    }

    @Test
    void runBehindARemovedViewIsTheRunAgain() {
        desk.take(view("u", "1", 1));
        desk.take(skip("u", "5", 2));
        desk.take(report("u", "2", 10, 9, "i"));
        desk.take(report("u", "2", 20, 9, "i", ExplicitFeedback.DISLIKE));
        desk.take(view("u", "3", 30));
        assertThat(desk.lastExample().skips()).containsExactly(5, 2);
    }

    @Test
    void reportThatArrivesAfterALaterOneChangesNothing() {
        desk.take(report("u", "2", 30, 9, "i"));
        desk.take(report("u", "2", 20, 1, "i"));
        desk.take(view("u", "3", 40));
        assertThat(desk.lastExample().history()).containsExactly(2);
        assertThat(desk.lastExample().skips()).isEmpty();
        assertCounts(2, 0, 0, 1);
    }

    @Test
    void onlyTheLastImpressionsAreRemembered() {
        for (int i = 0; i < 4; i++) {
            desk.take(report("u", "10" + i, 10 + i, 4, "i" + i));
        }
        desk.take(report("u", "103", 20, 9, "i3"));
        desk.take(report("u", "101", 21, 9, "i1"));
        desk.take(report("u", "100", 22, 9, "i0"));
        assertCounts(3, 0, 2, 2);
    }

    private void assertCounts(long views, long skips, long neutral, long superseded) {
        assertThat(desk.count(Count.EFFECTIVE_VIEW)).isEqualTo(views);
        assertThat(desk.count(Count.SKIP)).isEqualTo(skips);
        assertThat(desk.count(Count.NEUTRAL)).isEqualTo(neutral);
        assertThat(desk.count(Count.SUPERSEDED)).isEqualTo(superseded);
    }
}
