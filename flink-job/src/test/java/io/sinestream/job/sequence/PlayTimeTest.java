package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.schema.PlayEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class PlayTimeTest {
    private final PlayTime time = new PlayTime(Duration.ofSeconds(1));
    private final List<Long> sent = new ArrayList<>();

    @Test
    void timeMovesOnInStepsAndNeverBack() {
        for (long millis : new long[] {5_000, 5_999, 6_000, 3_000, 6_500, 7_100, 7_099}) {
            play(millis);
        }
        assertThat(sent).containsExactly(5_000L, 6_000L, 7_100L);
    }

    @Test
    void aPlayFromTheFutureCountsAsOneOfNow() {
        PlayEvent ahead = PlayEvent.video("e", "u", "1", 90_000, 9_000, 10_000);
        time.onEvent(new ReadPlay(ahead, 20_000), 0, output());
        assertThat(sent).containsExactly(20_000L);
    }

    @Test
    void requestsToForgetHaveNoTime() {
        time.onEvent(ReadPlay.forget("u", 9), 0, output());
        assertThat(sent).isEmpty();
        play(0);
        time.onEvent(ReadPlay.forget("u", 9), 0, output());
        time.onPeriodicEmit(output());
        assertThat(sent).containsExactly(0L);
    }

    private void play(long millis) {
        time.onEvent(Plays.view("u", "1", millis), millis, output());
    }

    private WatermarkOutput output() {
        return new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                sent.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {
                throw new AssertionError("nobody is idle");
            }

            @Override
            public void markActive() {
                throw new AssertionError("nobody was idle");
            }
        };
    }
}
