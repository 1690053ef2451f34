package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.PlayEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Views from before the stream: they fill windows, and only their items are told of. */
class HistoryTest {
    private static final long DAY = 86_400_000;

    @Test
    void theFirstPlayFindsTheWindowFilled() {
        Desk desk = new Desk(Settings.window(3).build());
        for (String item : List.of("1", "2", "3", "clip")) {
            desk.take(before("u", item, DAY));
        }
        assertThat(desk.examples).hasSize(4).allMatch(TrainingExample::isSighting);
        assertThat(desk.lastExample().target()).isEqualTo(ItemKey.of("clip"));
        assertThat(desk.lastExample().targetId()).isEqualTo("clip");

        desk.take(Plays.skip("u", "8", 2 * DAY));
        desk.take(Plays.view("u", "9", 2 * DAY + 1));

        TrainingExample first = desk.lastExample();
        assertThat(first.isSighting()).isFalse();
        assertThat(first.history()).containsExactly(2, 3, ItemKey.of("clip"));
        assertThat(first.skips()).containsExactly(8);
        assertThat(first.sequenceNumber()).isEqualTo(5);
        assertThat(desk.count(Count.HISTORY)).isEqualTo(4);
        assertThat(desk.count(Count.EFFECTIVE_VIEW)).isEqualTo(1);
        assertThat(desk.count(Count.USER)).isEqualTo(1);
    }

    @Test
    void historyThatComesAfterPlaysIsTooLateAndChangesNothing() {
        Desk desk = new Desk(Settings.window(3).build());
        desk.take(Plays.view("u", "1", 2 * DAY));
        desk.take(before("u", "7", DAY));
        desk.take(Plays.view("u", "2", 2 * DAY + 1));

        assertThat(desk.lastExample().history()).containsExactly(1);
        assertThat(desk.examples).noneMatch(TrainingExample::isSighting);
        assertThat(desk.count(Count.HISTORY)).isEqualTo(1);
        assertThat(desk.count(Count.TOO_LATE)).isEqualTo(1);
    }

    @Test
    void theJobsFunctionDoesTheSameAlsoWhilePlaysWait() throws Exception {
        List<ReadPlay> reads = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            reads.add(before("u", Integer.toString(i), DAY));
        }
        reads.add(Plays.view("u", "99", 2 * DAY));
        Desk desk = new Desk(SequenceSettings.defaults());
        desk.takeAll(reads);

        for (SequenceSettings settings : List.of(
                SequenceSettings.defaults(),
                new Settings().waiting(Duration.ofSeconds(1)).build())) {
            try (SequenceHarness harness = SequenceHarness.onRocks(settings, null)) {
                for (ReadPlay read : reads) {
                    harness.take(read);
                }
                harness.endOfInput();
                assertThat(Examples.texts(harness.examples())).isEqualTo(Examples.texts(desk.examples));
                assertThat(harness.counts()).containsEntry("events.history", 60L);
            }
        }
    }

    private static ReadPlay before(String user, String item, long time) {
        String id = user + "/" + item + "/before";
        return ReadPlay.history(PlayEvent.video(id, user, item, time, 0, PlayEvent.NO_DURATION), time + 7);
    }
}
