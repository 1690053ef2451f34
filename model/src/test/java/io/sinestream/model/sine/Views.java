package io.sinestream.model.sine;

import io.sinestream.model.ItemKey;
import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A made-up stream of views for tests of the learner: seeded, with first views, runs of skips and text ids. */
final class Views {
    private static final int USERS = 12;
    private static final int ITEMS = 60;
    private static final int WINDOW = 8;

    private Views() {}

    static List<TrainingExample> stream(int count, long seed) {
        return stream(count, seed, ITEMS);
    }

    /** One view per second of event time over that many items. */
    static List<TrainingExample> stream(int count, long seed, int items) {
        List<TrainingExample> views = new ArrayList<>();
        Map<Integer, long[]> histories = new HashMap<>();
        for (int n = 0; n < count; n++) {
            int user = Mix.below(Mix.at(seed, 3L * n), USERS);
            long[] history = histories.getOrDefault(user, new long[0]);
            String id = id(Mix.below(Mix.at(seed, 3L * n + 1), items));
            long target = ItemKey.of(id);
            int run = Mix.below(Mix.at(seed, 3L * n + 2), 4);
            long[] skips = new long[run];
            String[] skipIds = new String[run];
            for (int i = 0; i < run; i++) {
                String skip = id(Mix.below(Mix.at(seed + 1, 5L * n + i), items));
                skips[i] = ItemKey.of(skip);
                skipIds[i] = ItemKey.isPlain(skips[i]) ? "" : skip;
            }
            long[] noSkips = new long[history.length];
            Arrays.fill(noSkips, ItemKey.NONE);
            views.add(new TrainingExample(
                    "user-" + user,
                    "event-" + n,
                    "watch-ratio/1",
                    1_000L * n,
                    1_000L * n,
                    history.length + 1,
                    history,
                    noSkips,
                    target,
                    ItemKey.idBeside(target, id),
                    skips,
                    skipIds));
            int kept = Math.min(WINDOW, history.length + 1);
            long[] next = Arrays.copyOfRange(history, history.length + 1 - kept, history.length + 1);
            next[kept - 1] = target;
            histories.put(user, next);
        }
        return views;
    }

    /** Every third item has a text id. */
    private static String id(int item) {
        return item % 3 == 0 ? "clip-" + item : Integer.toString(item);
    }
}
