package io.sinestream.job.check;

import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * Whether the job can use a play event. A good event costs a handful of comparisons and no allocation; only a refused one
 * pays for its explanation.
 */
public final class PlayEventCheck {
    /** 2000-01-01T00:00:00Z: no play event is older, a smaller number is seconds or garbage. */
    private static final long YEAR_2000_MILLIS = 946_684_800_000L;

    /** How much of a bad id a refusal quotes. */
    private static final int QUOTED = 40;

    private final int maxRecordBytes;
    private final int maxIdLength;
    private final long maxWatchMillis;
    private final long futureSkewMillis;
    private final long earliestMillis;

    public PlayEventCheck(CheckSettings settings) {
        maxRecordBytes = settings.maxRecordBytes();
        maxIdLength = settings.maxIdLength();
        maxWatchMillis = settings.maxWatch().toMillis();
        futureSkewMillis = settings.futureSkew().toMillis();
        earliestMillis = settings.acceptAncient() ? 0 : YEAR_2000_MILLIS;
    }

    /** Looks at the record before it is decoded; null when its size is fine. */
    public @Nullable Refusal ofBytes(int recordBytes) {
        if (recordBytes <= maxRecordBytes) {
            return null;
        }
        return new Refusal(
                RejectReason.OVERSIZE,
                "record has " + recordBytes + " bytes, " + CheckOptions.MAX_RECORD_BYTES.key() + " is "
                        + maxRecordBytes);
    }

    /** Looks at the user of a request that has no event; null when it is usable. */
    public @Nullable Refusal ofUser(String user) {
        return isId(user) ? null : badId("user", user);
    }

    /**
     * Looks at a decoded event; null when it is usable.
     *
     * @param nowMillis wall clock, milliseconds since the epoch
     */
    public @Nullable Refusal of(PlayEvent event, long nowMillis) {
        if (!isId(event.eventId())) {
            return badId("eventId", event.eventId());
        }
        if (!isId(event.user())) {
            return badId("user", event.user());
        }
        if (!isId(event.item())) {
            return badId("item", event.item());
        }
        String impression = event.impressionId();
        if (impression != null && !isId(impression)) {
            return badId("impressionId", impression);
        }
        long watch = event.watchMillis();
        if (watch < 0 || watch > maxWatchMillis) {
            return new Refusal(
                    RejectReason.ABSURD_WATCH_TIME,
                    "watchMillis is " + watch + ", allowed is 0 to " + maxWatchMillis + " ("
                            + CheckOptions.MAX_WATCH.key() + ")");
        }
        long time = event.eventTimeMillis();
        if (time < earliestMillis || time > nowMillis + futureSkewMillis) {
            return absurdTime(time, nowMillis);
        }
        return null;
    }

    private boolean isId(String id) {
        return !id.isEmpty() && id.length() <= maxIdLength;
    }

    private Refusal badId(String field, String id) {
        if (id.isEmpty()) {
            return new Refusal(RejectReason.BAD_ID, field + " is empty");
        }
        return new Refusal(
                RejectReason.BAD_ID,
                field + " has " + id.length() + " characters, " + CheckOptions.MAX_ID_LENGTH.key() + " is "
                        + maxIdLength + "; it starts with " + id.substring(0, Math.min(QUOTED, id.length())));
    }

    private Refusal absurdTime(long time, long nowMillis) {
        if (time < earliestMillis) {
            return new Refusal(
                    RejectReason.ABSURD_EVENT_TIME,
                    "eventTimeMillis is " + time + ", earliest is " + earliestMillis + " (" + CheckOptions.ANCIENT.key()
                            + "); is it in seconds?");
        }
        return new Refusal(
                RejectReason.ABSURD_EVENT_TIME,
                "eventTimeMillis is " + time + ", " + (time - nowMillis) + " ms ahead of the clock, "
                        + CheckOptions.FUTURE_SKEW.key() + " is " + futureSkewMillis + " ms");
    }
}
