package io.sinestream.job.kafka;

import io.sinestream.schema.HistoryHeader;
import io.sinestream.schema.KeptHeader;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the play events' topic as it was read, with the place it came from. Arrays are shared: never write to them.
 *
 * @param headers as they came; most records have none
 */
public record RawPlay(
        byte @Nullable [] key,
        byte @Nullable [] value,
        String topic,
        int partition,
        long offset,
        List<KeptHeader> headers) {
    public RawPlay {
        Objects.requireNonNull(topic, "topic");
    }

    /** A record without headers. */
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public RawPlay(byte @Nullable [] key, byte @Nullable [] value, String topic, int partition, long offset) {
        this(key, value, topic, partition, offset, List.of());
    }

    /** Whether it is marked as a view from before the stream. */
    public boolean isHistory() {
        for (KeptHeader header : headers) {
            if (header.name().equals(HistoryHeader.NAME)) {
                return true;
            }
        }
        return false;
    }
}
