package io.sinestream.job.sequence;

import io.sinestream.job.check.Allowed;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;

/** {@link SequenceOptions}, read once and within their bounds. */
public record SequenceSettings(
        int window,
        int maxRun,
        int rememberedEvents,
        Duration lateBound,
        Duration waitTime,
        int maxWaiting,
        @Nullable Duration maxSkipAge,
        boolean neutralSeparates,
        int rememberedImpressions,
        Duration ttl,
        int usersInMemory,
        Duration refreshMaxAge,
        int refreshRate,
        boolean tellsSkips)
        implements Serializable {

    private static final Duration MONTH = Duration.ofDays(30);

    public SequenceSettings {
        Allowed.between(SequenceOptions.WINDOW, window, 1, 1000);
        Allowed.between(SequenceOptions.MAX_RUN, maxRun, 1, 10_000);
        Allowed.between(SequenceOptions.REMEMBERED_EVENTS, rememberedEvents, 0, 4096);
        Allowed.between(SequenceOptions.LATE_BOUND, lateBound, Duration.ZERO, MONTH);
        Allowed.between(SequenceOptions.WAIT, waitTime, Duration.ZERO, Duration.ofHours(1));
        Allowed.between(SequenceOptions.MAX_WAITING, maxWaiting, 1, 100_000);
        if (maxSkipAge != null) {
            Allowed.between(SequenceOptions.MAX_SKIP_AGE, maxSkipAge, Duration.ofSeconds(1), MONTH);
        }
        Allowed.between(SequenceOptions.REMEMBERED_IMPRESSIONS, rememberedImpressions, 0, 1024);
        Allowed.between(SequenceOptions.TTL, ttl, Duration.ofHours(1), Duration.ofDays(3650));
        Allowed.between(SequenceOptions.USERS_IN_MEMORY, usersInMemory, 0, 10_000_000);
        if (!refreshMaxAge.isZero()) {
            Allowed.between(
                    SequenceOptions.REFRESH_MAX_AGE, refreshMaxAge, Duration.ofMinutes(1), Duration.ofDays(3650));
        }
        Allowed.between(SequenceOptions.REFRESH_RATE, refreshRate, 1, 100_000);
        Allowed.require(
                ttl.compareTo(lateBound) > 0,
                SequenceOptions.TTL,
                ttl.toMillis() + " ms",
                "more than " + SequenceOptions.LATE_BOUND.key() + " " + lateBound.toMillis() + " ms",
                "raise the one or lower the other");
    }

    public static SequenceSettings defaults() {
        return SequenceOptions.settings(new Configuration());
    }

    /** These settings with another window, which the learner's model may demand. */
    public SequenceSettings withWindow(int otherWindow) {
        return with(otherWindow, tellsSkips);
    }

    /** These settings for a learner that wants word of every skip, or not. */
    public SequenceSettings tellingSkips(boolean tells) {
        return with(window, tells);
    }

    private SequenceSettings with(int otherWindow, boolean tells) {
        return new SequenceSettings(
                otherWindow,
                maxRun,
                rememberedEvents,
                lateBound,
                waitTime,
                maxWaiting,
                maxSkipAge,
                neutralSeparates,
                rememberedImpressions,
                ttl,
                usersInMemory,
                refreshMaxAge,
                refreshRate,
                tells);
    }
}
