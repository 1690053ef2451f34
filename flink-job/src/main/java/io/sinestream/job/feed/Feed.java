package io.sinestream.job.feed;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something that produces play events until it has no more or is stopped. */
public interface Feed {
    /** A waiting feed looks this often whether it was stopped. */
    long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Runs on a thread of its own. */
    void feed(PlaySink sink, AtomicBoolean stopped) throws IOException;
}
