package io.sinestream.job.feed;

import io.sinestream.schema.Codec;
import io.sinestream.schema.PlayEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Produces a log's rows, each exactly once. A partition holds nothing but rows, in the log's order, so as many of the rows
 * that belong there are already in it as it has records: a feeder that was killed at any point continues by skipping those.
 */
public final class LogFeeder implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(LogFeeder.class);

    private final LogFiles files;
    private final Codec<PlayEvent> codec;
    private final Partitions partitions;
    private final long[] there;
    private final Pace pace;

    /**
     * @param recordsThere how many records each partition already has
     * @param speed how much faster than the log's own time; infinite for as fast as possible
     */
    public LogFeeder(LogFiles files, Codec<PlayEvent> codec, long[] recordsThere, double speed) {
        this.files = files;
        this.codec = codec;
        this.partitions = new Partitions(recordsThere.length);
        this.there = recordsThere.clone();
        this.pace = new Pace(speed);
    }

    @Override
    public void feed(PlaySink sink, AtomicBoolean stopped) throws IOException {
        long[] passed = new long[there.length];
        long newest = Long.MIN_VALUE;
        long backwards = 0;
        for (LogPart part : files.parts()) {
            try (LogRows rows = part.read()) {
                for (LogRow row = rows.next(); row != null && !stopped.get(); row = rows.next()) {
                    int partition = partitions.of(row.user());
                    PlayEvent event = row.event();
                    if (event != null && !row.isHistory()) {
                        backwards += event.eventTimeMillis() < newest ? 1 : 0;
                        newest = Math.max(newest, event.eventTimeMillis());
                    }
                    if (passed[partition]++ >= there[partition]) {
                        if (event != null && !row.isHistory()) {
                            await(event, stopped);
                        }
                        byte[] value = event == null ? UnreadableRow.json(row) : codec.encode(event);
                        sink.send(partition, row.user(), value, row.isHistory());
                    }
                }
            }
        }
        LOG.info("rows per partition: {}, {} of them earlier than a row before", Arrays.toString(passed), backwards);
    }

    private void await(PlayEvent event, AtomicBoolean stopped) {
        long wait = pace.waitNanos(event.eventTimeMillis(), System.nanoTime());
        while (wait > 0 && !stopped.get()) {
            LockSupport.parkNanos(Math.min(wait, Feed.LONGEST_PARK_NANOS));
            wait = pace.waitNanos(event.eventTimeMillis(), System.nanoTime());
        }
    }
}
