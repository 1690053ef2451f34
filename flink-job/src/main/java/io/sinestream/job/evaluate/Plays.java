package io.sinestream.job.evaluate;

import io.sinestream.job.check.ReadPlay;
import java.io.IOException;
import java.util.function.Consumer;

/** Plays that can be gone through any number of times, in the same order. */
public interface Plays {
    /** What they are called in tables. */
    String name();

    /** Equal for equal plays. */
    String identity();

    /** Hands over every play that could be read, as read at its own event time. */
    void each(Consumer<ReadPlay> sink) throws IOException;
}
