package io.sinestream.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code play-events} that could not be used, as it goes to {@code play-events-rejected}: the original bytes
 * in key and value, the rest in headers.
 *
 * @param detail what exactly was wrong, for a person
 */
public record RejectedPlay(
        byte @Nullable [] key,
        byte @Nullable [] value,
        RejectReason reason,
        String detail,
        String topic,
        int partition,
        long offset) {
    public RejectedPlay {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }
}
