package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.model.Mix;
import java.util.ArrayList;
import java.util.List;

/** Plays of several users, seeded: the same seed gives the same plays. */
final class RandomPlays {
    private final long seed;
    private long drawn;

    RandomPlays(long seed) {
        this.seed = seed;
    }

    /** Plays in event-time order, some at equal times; ids are numbers and texts. */
    static List<ReadPlay> inOrder(long seed, int users, int n) {
        RandomPlays random = new RandomPlays(seed);
        List<ReadPlay> plays = new ArrayList<>();
        long time = 1_700_000_000_000L;
        for (int i = 0; i < n; i++) {
            time += random.below(4) == 0 ? 0 : random.below(20_000);
            plays.add(random.play("u" + random.below(users), time, i));
        }
        return plays;
    }

    /** A play of this user; the number makes its item, so no two are the same event. */
    ReadPlay play(String user, long time, int number) {
        String item = below(3) == 0 ? "clip-" + number : Integer.toString(number);
        return switch (below(10)) {
            case 0, 1, 2 -> Plays.view(user, item, time);
            case 3, 4 -> Plays.neutral(user, item, time);
            default -> Plays.skip(user, item, time);
        };
    }

    int below(int bound) {
        return Mix.below(Mix.at(seed, drawn++), bound);
    }
}
