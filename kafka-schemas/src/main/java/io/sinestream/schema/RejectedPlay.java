package io.sinestream.schema;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code play-events} that could not be used, as it goes to {@code play-events-rejected}: the original bytes
 * in key and value, the rest in headers.
 *
 * @param headers those the record had
 * @param detail what exactly was wrong, for a person
 */
public record RejectedPlay(
        byte @Nullable [] key,
        byte @Nullable [] value,
        List<KeptHeader> headers,
        RejectReason reason,
        String detail,
        String topic,
        int partition,
        long offset) {
    public RejectedPlay {
        headers = List.copyOf(headers);
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
    }

    /** A play of a record without headers. */
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public RejectedPlay(
            byte @Nullable [] key,
            byte @Nullable [] value,
            RejectReason reason,
            String detail,
            String topic,
            int partition,
            long offset) {
        this(key, value, List.of(), reason, detail, topic, partition, offset);
    }
}
