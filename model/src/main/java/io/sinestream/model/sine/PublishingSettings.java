package io.sinestream.model.sine;

import java.time.Duration;

/**
 * When readers get what has changed.
 *
 * @param drift ε: an item is published again once its vector has moved by this share of its length, or its c_i by this
 *     much; 0 for every move
 * @param itemMaxAge an item is published again when its record is older than this in event time; zero for never
 * @param userInterval least time between two publications of one user; in between only the newest is kept. Zero publishes
 *     each refresh
 * @param headInterval steps between two publications of the model's head
 * @param headDrift the head is published earlier once the dense weights have moved by this share of their length; 0 for
 *     never earlier
 */
public record PublishingSettings(
        double drift, Duration itemMaxAge, Duration userInterval, int headInterval, double headDrift) {
    private static final Duration LONGEST_AGE = Duration.ofDays(3650);
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    public PublishingSettings {
        Settings.within("learner.publish-drift", drift, 0, 1);
        between("learner.item-max-age", itemMaxAge, LONGEST_AGE);
        between("learner.user-interval", userInterval, LONGEST_INTERVAL);
        Settings.between("learner.head-interval", headInterval, 1, Integer.MAX_VALUE);
        Settings.within("learner.head-drift", headDrift, 0, 1);
    }

    private static void between(String name, Duration value, Duration most) {
        if (value.isNegative() || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ", must be 0 to " + most);
        }
    }

    /** What a live feed wants. */
    public static PublishingSettings defaults() {
        return new PublishingSettings(0.01, Duration.ofDays(1), Duration.ZERO, 100, 0.1);
    }
}
