package io.sinestream.job.feed;

import io.sinestream.schema.Codec;
import io.sinestream.schema.PlayEvent;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Produces a simulated audience's plays as they happen: what lies in the past at once, the rest when its time comes. */
public final class SimulatorFeed implements Feed {
    private final AudienceSimulator simulator;
    private final Codec<PlayEvent> codec;
    private final Partitions partitions;
    private final RecentPlays recent;
    private final Clock clock;

    /** @param recent is told of every play */
    public SimulatorFeed(
            AudienceSimulator simulator, Codec<PlayEvent> codec, int partitions, RecentPlays recent, Clock clock) {
        this.simulator = simulator;
        this.codec = codec;
        this.partitions = new Partitions(partitions);
        this.recent = recent;
        this.clock = clock;
    }

    @Override
    public void feed(PlaySink sink, AtomicBoolean stopped) {
        while (!stopped.get()) {
            PlayEvent event = simulator.next();
            await(event.eventTimeMillis(), stopped);
            if (!stopped.get()) {
                recent.add(event);
                sink.send(partitions.of(event.user()), event.user(), codec.encode(event));
            }
        }
    }

    private void await(long dueMillis, AtomicBoolean stopped) {
        long wait = dueMillis - clock.millis();
        while (wait > 0 && !stopped.get()) {
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(wait), LONGEST_PARK_NANOS));
            wait = dueMillis - clock.millis();
        }
    }
}
