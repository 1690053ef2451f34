package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;

/**
 * What can be said of an item whoever the user is, from all instances before: how often it was watched, and which share of
 * its views and skips were views (smoothed with one of each). The baselines that a model has to beat.
 */
final class ItemRates {
    private final Long2LongOpenHashMap views = new Long2LongOpenHashMap();
    private final Long2LongOpenHashMap skips = new Long2LongOpenHashMap();

    double popularity(long item) {
        return views.get(item);
    }

    double positiveRate(long item) {
        return (views.get(item) + 1.0) / (views.get(item) + skips.get(item) + 2.0);
    }

    /** Counts a view and its run's skips, after they were scored. */
    void learn(TrainingExample example) {
        views.addTo(example.target(), 1);
        for (long skip : example.skips()) {
            skips.addTo(skip, 1);
        }
    }
}
