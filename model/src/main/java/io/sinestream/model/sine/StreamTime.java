package io.sinestream.model.sine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Event time as the views tell it: it stands at the newest one so far and never goes back, so that whatever is decided by
 * it depends on the views and their order alone. Milliseconds since the epoch.
 */
final class StreamTime {
    private static final long NONE = Long.MIN_VALUE;

    private long start = NONE;
    private long now = NONE;

    void advance(long eventTimeMillis) {
        if (start == NONE) {
            start = eventTimeMillis;
        }
        now = Math.max(now, eventTimeMillis);
    }

    /** The newest event time. */
    long now() {
        return now;
    }

    /** The first event time; nothing can have been away for longer than since then. */
    long start() {
        return start;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(start);
        out.writeLong(now);
    }

    static StreamTime read(DataInput in) throws IOException {
        StreamTime time = new StreamTime();
        time.start = in.readLong();
        time.now = in.readLong();
        return time;
    }
}
