package io.sinestream.job.feed;

import org.jspecify.annotations.Nullable;

/** Where encoded play events go; a partition keeps the order in which they were sent. */
public interface PlaySink {
    /**
     * @param user the record's key; null when the row names none
     * @param isHistory whether it is a view from before the stream
     */
    void send(int partition, @Nullable String user, byte[] value, boolean isHistory);
}
