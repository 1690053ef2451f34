package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.SineLearner;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * What the job would be if it learned later: views are scored with what a {@link Schedule} has let through so far. Users'
 * windows are fresh, as where only training is late, or as late as the rest, as where vectors are published late.
 */
final class LateLearner {
    private final SineLearner learner;
    private final Schedule schedule;
    private final boolean windowsToo;
    private final Tally tally;
    private final ArrayDeque<TrainingExample> waiting = new ArrayDeque<>();
    private final Object2IntOpenHashMap<String> waitingOfUser = new Object2IntOpenHashMap<>();
    private long start = Long.MIN_VALUE;

    LateLearner(SineLearner learner, Schedule schedule, boolean windowsToo, Tally tally) {
        this.learner = learner;
        this.schedule = schedule;
        this.windowsToo = windowsToo;
        this.tally = tally;
    }

    /** Scores a view, then lets it wait. */
    void take(TrainingExample view) {
        long now = view.eventTimeMillis();
        start = start == Long.MIN_VALUE ? now : start;
        TrainingExample first = waiting.peek();
        while (first != null && schedule.hasLearned(first.eventTimeMillis(), now, start)) {
            waiting.remove();
            waitingOfUser.addTo(first.user(), -1);
            learner.add(first, new NoReaders());
            first = waiting.peek();
        }
        if (view.trains()) {
            score(view);
        }
        waiting.add(view);
        waitingOfUser.addTo(view.user(), 1);
    }

    private void score(TrainingExample view) {
        int unseen = windowsToo ? waitingOfUser.getInt(view.user()) : 0;
        int skips = view.skips().length;
        TrainingExample seen = view.withoutNewest(unseen);
        // Of a user nobody has vectors of yet all items are alike.
        float[] scores = seen.history().length == 0 ? new float[1 + skips + Tally.RANDOM_ITEMS] : learner.scores(seen);
        tally.tested(view, scores[0], Arrays.copyOfRange(scores, 1, 1 + skips), 0);
        tally.comparedWithRandom(view, scores[0], Arrays.copyOfRange(scores, 1 + skips, scores.length));
    }
}
