package io.sinestream.job.kafka;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of the play events' topic as it was read, with the place it came from. Arrays are shared: never write to them.
 *
 * @param isHistory whether it is marked as a view from before the stream
 */
public record RawPlay(
        byte @Nullable [] key, byte @Nullable [] value, String topic, int partition, long offset, boolean isHistory) {
    public RawPlay {
        Objects.requireNonNull(topic, "topic");
    }

    /** A record of the stream itself. */
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public RawPlay(byte @Nullable [] key, byte @Nullable [] value, String topic, int partition, long offset) {
        this(key, value, topic, partition, offset, false);
    }
}
