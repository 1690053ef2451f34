package io.sinestream.model.quality;

import java.util.ArrayDeque;

/**
 * AUC and NDCG over the last {@code window} instances. Instances without a skip take a place in the window and none in the
 * means. Sums are taken afresh from the window, so they do not drift with the length of the stream. Not safe for several
 * threads.
 */
public final class SlidingQuality {
    private final int window;
    private final ArrayDeque<InstanceQuality> instances = new ArrayDeque<>();

    /** Means over {@code window} instances, at least one. */
    public SlidingQuality(int window) {
        if (window < 1) {
            throw new IllegalArgumentException("window is " + window + ", must be at least 1: use 1000 or so");
        }
        this.window = window;
    }

    /** Adds one instance and drops the one that leaves the window. */
    public void add(InstanceQuality instance) {
        if (instances.size() == window) {
            instances.removeFirst();
        }
        instances.addLast(instance);
    }

    /** Mean AUC in the window, NaN when no instance in it has a skip. */
    public double auc() {
        return current().gaucAll();
    }

    /** Mean un-truncated NDCG in the window, ties averaged; NaN when no instance in it has a skip. */
    public double ndcg() {
        return current().ndcg();
    }

    /** Every mean over the instances now in the window. */
    public GroupedQuality current() {
        GroupedQuality means = GroupedQuality.NONE;
        for (InstanceQuality instance : instances) {
            means = means.plus(instance);
        }
        return means;
    }
}
