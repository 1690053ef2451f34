package io.sinestream.schema;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One final play event of one impression: who watched what, when and for how long. This is what the platform produces
 * to {@code play-events}; ids are opaque strings.
 *
 * @param eventId unique per impression; the same id again is a duplicate
 * @param eventTimeMillis when the play ended, milliseconds since the epoch (the payload's time, never Kafka's)
 * @param watchMillis how long it was on screen, milliseconds
 * @param durationMillis length of the video, milliseconds; {@link #NO_DURATION} or any value below 1 when unknown
 * @param impressionId ties several reports of one impression together; null when each event is final
 */
public record PlayEvent(
        String eventId,
        String user,
        String item,
        long eventTimeMillis,
        long watchMillis,
        long durationMillis,
        ItemKind kind,
        ExplicitFeedback explicit,
        @Nullable String impressionId) {

    /** Stands for an unknown duration. */
    public static final long NO_DURATION = -1;

    public PlayEvent {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(explicit, "explicit");
    }

    /** A plain video play without explicit feedback. */
    public static PlayEvent video(
            String eventId, String user, String item, long eventTimeMillis, long watchMillis, long durationMillis) {
        return new PlayEvent(
                eventId,
                user,
                item,
                eventTimeMillis,
                watchMillis,
                durationMillis,
                ItemKind.VIDEO,
                ExplicitFeedback.NONE,
                null);
    }
}
