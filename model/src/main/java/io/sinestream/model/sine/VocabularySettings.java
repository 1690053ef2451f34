package io.sinestream.model.sine;

import java.time.Duration;

/**
 * Which items the learner keeps.
 *
 * @param admitAfter sightings after which an item gets a vector of its own; until then all such items share one
 * @param ttl an item that nobody saw for longer than this, in event time, is freed; zero for never
 * @param maxItems most items known at a time; past it the least recently seen go first
 */
public record VocabularySettings(int admitAfter, Duration ttl, int maxItems) {
    /** Fewer could not hold the items of one batch. */
    private static final int LEAST_ITEMS = 1024;

    public VocabularySettings {
        Settings.between("learner.admit-after", admitAfter, 1, 1_000_000);
        Settings.between("learner.max-items", maxItems, LEAST_ITEMS, 100_000_000);
        Settings.between("learner.item-ttl", ttl, Duration.ZERO, Duration.ofDays(3650));
    }

    /** Every item from its first sighting until a quarter of a year after its last, a million at most. */
    public static VocabularySettings defaults() {
        return new VocabularySettings(1, Duration.ofDays(90), 1_000_000);
    }

    /** Whether an item last seen then has been away for too long; nothing was away before the stream began. */
    boolean hasExpired(long lastSeenMillis, StreamTime time) {
        return !ttl.isZero() && time.now() - Math.max(lastSeenMillis, time.start()) > ttl.toMillis();
    }
}
