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
    private volatile long backlog = -1;
    private volatile long sent;

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
        for (long plays = 0; !stopped.get(); plays++) {
            PlayEvent event = simulator.next();
            if (backlog < 0 && event.eventTimeMillis() > clock.millis()) {
                backlog = plays;
            }
            await(event.eventTimeMillis(), stopped);
            if (!stopped.get()) {
                recent.add(event);
                sink.send(partitions.of(event.user()), event.user(), codec.encode(event), false);
                sent = plays + 1;
            }
        }
    }

    /** How many plays lay in the past when the feed began, -1 until they are produced. */
    public long backlog() {
        return backlog;
    }

    /** How many plays went to the sink so far. */
    public long sent() {
        return sent;
    }

    private void await(long dueMillis, AtomicBoolean stopped) {
        long wait = dueMillis - clock.millis();
        while (wait > 0 && !stopped.get()) {
            LockSupport.parkNanos(Math.min(TimeUnit.MILLISECONDS.toNanos(wait), LONGEST_PARK_NANOS));
            wait = dueMillis - clock.millis();
        }
    }
}
