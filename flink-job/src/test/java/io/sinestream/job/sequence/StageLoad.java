package io.sinestream.job.sequence;

import io.sinestream.schema.PlayEvent;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Plays with the mix of labels that real ones have (KuaiRand-Pure, tab 1: 28.9 % effective views, 34.1 % skips, 37.0 %
 * neutral) in event-time order. Each user plays twice a minute on average; users are drawn with a slight preference (Zipf,
 * exponent 0.4), videos with a strong one. Ids of videos have 18 digits, so keys take all of their 64 bits.
 */
final class StageLoad {
    static final long START_MILLIS = 1_750_000_000_000L;
    static final double VIEWS = 0.289;
    static final double SKIPS = 0.341;
    static final int PLAYS_APART_MILLIS = 30_000;

    private static final double USER_EXPONENT = 1 / (1 - 0.4);
    private static final int VIDEOS = 100_000;
    private static final long EIGHTEEN_DIGITS = 1_000_000_000_000_000_000L;

    private final SplittableRandom random;
    private final int users;

    StageLoad(long seed, int users) {
        this.random = new SplittableRandom(seed);
        this.users = users;
    }

    static String user(long number) {
        return "u" + number;
    }

    /** Event time of the n-th of the plays of all users together. */
    long millis(long n) {
        return START_MILLIS + n * PLAYS_APART_MILLIS / users;
    }

    /** The next play, of any user. */
    PlayEvent next(long millis) {
        return next(user((long) (users * Math.pow(random.nextDouble(), USER_EXPONENT))), millis);
    }

    /** The next play of that user. */
    PlayEvent next(String user, long millis) {
        double kind = random.nextDouble();
        if (kind < VIEWS) {
            return play(user, millis, 9000 + random.nextInt(9000));
        }
        return play(user, millis, kind < VIEWS + SKIPS ? random.nextInt(3000) : 3000 + random.nextInt(4000));
    }

    /** An effective view. */
    PlayEvent view(String user, long millis) {
        return play(user, millis, 9000);
    }

    private PlayEvent play(String user, long millis, long watchMillis) {
        String event = String.format(Locale.ROOT, "%016x", random.nextLong());
        return PlayEvent.video(event, user, video(), millis, watchMillis, 15_000 + random.nextInt(1000));
    }

    /** Zipf with an exponent near 1. */
    private String video() {
        long rank = (long) Math.pow(VIDEOS, random.nextDouble());
        return Long.toString(Math.floorMod(rank * 0x9e3779b97f4a7c15L, EIGHTEEN_DIGITS));
    }
}
