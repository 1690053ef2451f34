package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Tells the sequences of users who are not there how late it is: a watermark at the newest event time, sent with the play
 * that moved it on by a step. Never by the clock alone, and a play from the future counts as one of the moment it was read,
 * so that a wrong clock ends nobody's wait. A subtask without plays holds nobody up.
 */
public final class PlayTime implements WatermarkGenerator<ReadPlay> {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration STEP_OF_WAITS = Duration.ofSeconds(1);
    private static final Duration IDLE_AFTER = Duration.ofMinutes(1);

    private final long stepMillis;
    private long sentMillis = Long.MIN_VALUE;

    PlayTime(Duration step) {
        this.stepMillis = step.toMillis();
    }

    /** In steps of a minute, or of a second where plays wait for earlier ones. */
    public static WatermarkStrategy<ReadPlay> strategy(SequenceSettings settings) {
        Duration step = settings.waitTime().isZero() ? STEP : STEP_OF_WAITS;
        return WatermarkStrategy.<ReadPlay>forGenerator(context -> new PlayTime(step))
                .withIdleness(IDLE_AFTER);
    }

    @Override
    public void onEvent(ReadPlay read, long timestamp, WatermarkOutput output) {
        if (read.isForget()) {
            return;
        }
        long now = Math.min(read.play().eventTimeMillis(), read.readMillis());
        if (sentMillis == Long.MIN_VALUE || now - stepMillis >= sentMillis) {
            sentMillis = now;
            output.emitWatermark(new Watermark(now));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Plays alone move time on.
    }
}
