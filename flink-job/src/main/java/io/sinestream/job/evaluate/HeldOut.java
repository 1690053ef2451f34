package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The split of a log that SINE's authors use: each user's last view is tested, the one before it validates, the others train. A
 * held-out view's candidates are itself and the skips between the views around it, so those after it, too.
 */
final class HeldOut {
    private static final int HELD_OUT = 2;

    private final List<TrainingExample> views = new ArrayList<>();
    private final Map<String, List<Integer>> ofUser = new LinkedHashMap<>();
    private final Map<String, long[]> skipsAfterLast = new HashMap<>();

    /** Takes the next view, or word of the skips since a user's newest. */
    void take(TrainingExample example) {
        if (example.tellsSkips()) {
            skipsAfterLast.put(example.user(), example.skips());
        } else if (!example.isSighting() && !example.forgetsUser()) {
            skipsAfterLast.remove(example.user());
            ofUser.computeIfAbsent(example.user(), user -> new ArrayList<>()).add(views.size());
            views.add(example);
        }
    }

    /** What trains, in the order of the log. */
    List<TrainingExample> training() {
        boolean[] held = new boolean[views.size()];
        ofUser.values().forEach(own -> own.subList(Math.max(0, own.size() - HELD_OUT), own.size())
                .forEach(view -> held[view] = true));
        List<TrainingExample> training = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            if (!held[i]) {
                training.add(views.get(i));
            }
        }
        return training;
    }

    /** Every user's view before the last, where there is a window before it and a skip around it. */
    List<TrainingExample> validation() {
        return heldOut(1);
    }

    /** Every user's last view, where there is a window before it and a skip around it. */
    List<TrainingExample> test() {
        return heldOut(0);
    }

    private List<TrainingExample> heldOut(int beforeLast) {
        List<TrainingExample> heldOut = new ArrayList<>();
        ofUser.forEach((user, own) -> {
            int at = own.size() - 1 - beforeLast;
            if (own.size() >= HELD_OUT && views.get(own.get(at)).trains()) {
                long[] after = beforeLast == 0
                        ? skipsAfterLast.getOrDefault(user, new long[0])
                        : views.get(own.get(at + 1)).skips();
                TrainingExample view = around(views.get(own.get(at)), after);
                if (view.skips().length > 0) {
                    heldOut.add(view);
                }
            }
        });
        return heldOut;
    }

    /** Keys tell items apart; their ids are not needed where nothing is learned. */
    private static TrainingExample around(TrainingExample view, long[] skipsAfter) {
        long[] before = view.skips();
        long[] skips = Arrays.copyOf(before, before.length + skipsAfter.length);
        System.arraycopy(skipsAfter, 0, skips, before.length, skipsAfter.length);
        return view.withSkips(skips);
    }
}
