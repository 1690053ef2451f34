package io.sinestream.job.kafka;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of the play events' topic as it was read, with the place it came from. Arrays are shared: never write to them. */
public record RawPlay(byte @Nullable [] key, byte @Nullable [] value, String topic, int partition, long offset) {
    public RawPlay {
        Objects.requireNonNull(topic, "topic");
    }
}
