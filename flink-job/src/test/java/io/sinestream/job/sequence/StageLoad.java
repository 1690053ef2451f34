package io.sinestream.job.sequence;

import io.sinestream.schema.PlayEvent;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Plays with the mix of labels that real ones have (KuaiRand-Pure, tab 1: 28.9 % effective views, 34.1 % skips, 37.0 %
 * neutral) in event-time order. Who plays does so twice a minute on average; they are drawn with a slight preference (Zipf,
 * exponent 0.4), videos with a strong one. Ids of videos have 18 digits, so keys take all of their 64 bits.
 *
 * <p><b>Sessions.</b> Either all users play all the time, or some at a time: after {@value #SESSION} plays in the mean a
 * user's place is someone else's. KuaiRand-Pure is one in 224 of the plays of its users (KuaiRand-27K has 322,278,385,
 * Pure 1,436,609), which spares how often plays of one user are near each other beside how often they would be by chance:
 * 21 times as often within ten minutes, 10 times 20 to 30 minutes apart (tab 1, ten days). Hence one user in 21 plays at a
 * time, and 19 plays follow one within ten minutes, 70 before the session ends. In the evening half as many again play as
 * in the mean.
 */
final class StageLoad {
    static final long START_MILLIS = 1_750_000_000_000L;
    static final double VIEWS = 0.289;
    static final double SKIPS = 0.341;
    static final int PLAYS_APART_MILLIS = 30_000;

    private static final double USER_EXPONENT = 1 / (1 - 0.4);
    private static final int VIDEOS = 100_000;
    private static final long EIGHTEEN_DIGITS = 1_000_000_000_000_000_000L;

    /** Plays of a session, in the mean. */
    private static final int SESSION = 50;

    private final SplittableRandom random;
    private final int users;

    /** Who plays at the moment; empty where everyone does. */
    private final int[] players;

    /** All users play. */
    StageLoad(long seed, int users) {
        this(seed, users, users);
    }

    StageLoad(long seed, int users, int playing) {
        this.random = new SplittableRandom(seed);
        this.users = users;
        this.players = playing < users ? random.ints(playing, 0, users).toArray() : new int[0];
    }

    static String user(long number) {
        return "u" + number;
    }

    /** Event time of the n-th of the plays of all users together. */
    long millis(long n) {
        return START_MILLIS + n * PLAYS_APART_MILLIS / (players.length == 0 ? users : players.length);
    }

    /** The next play, of any user. */
    PlayEvent next(long millis) {
        return next(user(players.length == 0 ? preferred(users) : player()), millis);
    }

    private int player() {
        int place = preferred(players.length);
        if (random.nextInt(SESSION) == 0) {
            players[place] = random.nextInt(users);
        }
        return players[place];
    }

    private int preferred(int most) {
        return (int) (most * Math.pow(random.nextDouble(), USER_EXPONENT));
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
