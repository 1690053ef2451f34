package io.sinestream.schema;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Marks a record of {@code play-events} as an effective view from before the stream, as histories from elsewhere tell them:
 * it fills its user's window and nothing is learned from it. How long was watched is not looked at. Those of a user come
 * before the user's plays, oldest first; they may all have the same event time. The header's value does not matter.
 */
public final class HistoryHeader {
    public static final String NAME = "history";

    private static final byte[] NO_BYTES = {};

    private HistoryHeader() {}

    /** The headers of a record that is marked. */
    public static Headers headers() {
        return new RecordHeaders().add(NAME, NO_BYTES);
    }

    /** Whether a record with these headers is marked. */
    public static boolean isIn(Headers headers) {
        return headers.lastHeader(NAME) != null;
    }
}
