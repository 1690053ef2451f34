package io.sinestream.job.feed;

import java.io.IOException;

/** A file of a log. */
interface LogPart {
    /** Tells the file from others. */
    String digest();

    /** How many rows {@link #read} gives. */
    long rows();

    /** Reads the file from its first row. */
    LogRows read() throws IOException;
}
