package io.sinestream.job.sequence;

import java.time.Duration;

/**
 * When users who have not viewed for long are encoded again. Event time says who: while no plays come nothing is learned
 * either, and vectors are as good as they were. The clock says when: each gets a slot of their own, so that many who fall due
 * at a time, as when the job has stood still, hold up nobody who plays.
 */
final class AbsentUsers {
    /** Slots are put together so that one timer of the clock serves several. */
    private static final long TICK_MILLIS = 100;
    /** A slot missed by more is given anew: a task that cannot keep up has better things to do. */
    private static final long MISSED_MILLIS = 1_000;

    private final long maxAgeMillis;
    private final double slotMillis;
    private double nextSlot;

    AbsentUsers(Duration maxAge, int perSecond) {
        this.maxAgeMillis = maxAge.toMillis();
        this.slotMillis = 1000.0 / perSecond;
    }

    /** Whether a user with this newest view is to be encoded again, as of this event time. */
    boolean isDue(UserSequence user, long timeMillis) {
        return maxAgeMillis > 0
                && user.newestViewMillis() != Long.MAX_VALUE
                && timeMillis - user.newestViewMillis() >= maxAgeMillis;
    }

    /** The event time after the given one at which to look after the user next: to encode again, or to clean up. */
    long nextLook(UserSequence user, long timeMillis) {
        if (maxAgeMillis == 0 || user.newestViewMillis() == Long.MAX_VALUE) {
            return user.expiryMillis();
        }
        long due = user.newestViewMillis() + maxAgeMillis;
        return Math.min(user.expiryMillis(), due > timeMillis ? due : timeMillis + maxAgeMillis);
    }

    /** The clock's time at which the next of them may be encoded. */
    long slot(long nowMillis) {
        nextSlot = Math.max(nextSlot, (double) nowMillis) + slotMillis;
        return ((long) nextSlot / TICK_MILLIS + 1) * TICK_MILLIS;
    }

    boolean hasMissed(long slot, long nowMillis) {
        return nowMillis - slot > MISSED_MILLIS;
    }
}
