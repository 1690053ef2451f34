package io.sinestream.job.feed;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows in the order they are fed. */
interface LogRows extends Closeable {
    /** Null at the end. */
    @Nullable LogRow next() throws IOException;
}
