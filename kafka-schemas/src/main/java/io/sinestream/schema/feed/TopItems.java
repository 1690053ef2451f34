package io.sinestream.schema.feed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The best of the items it is offered, in a binary heap with the worst kept one on top. Equal scores go by id, so the order
 * of offers does not matter.
 */
final class TopItems {
    private final String[] ids;
    private final float[] scores;
    private final Predicate<String> excluded;
    private int size;

    /** @param excluded asked only of items that would get in */
    TopItems(int count, Predicate<String> excluded) {
        this.ids = new String[count];
        this.scores = new float[count];
        this.excluded = excluded;
    }

    /** Whether an item of this score could get in; spares the rest of them their ids. */
    boolean wants(float score) {
        return size < ids.length || score >= scores[0];
    }

    void offer(String id, float score) {
        if (size == ids.length && !isWorse(scores[0], ids[0], score, id)) {
            return;
        }
        if (excluded.test(id)) {
            return;
        }
        if (size < ids.length) {
            siftUp(size++, id, score);
        } else {
            siftDown(0, id, score);
        }
    }

    /** Best first. An item that moved to another row between two offers is there once. Empties the heap. */
    List<ScoredItem> drain() {
        ScoredItem[] worstLast = new ScoredItem[size];
        for (int i = size - 1; i >= 0; i--) {
            worstLast[i] = new ScoredItem(ids[0], scores[0]);
            size--;
            siftDown(0, ids[size], scores[size]);
        }
        Set<String> seen = new HashSet<>();
        List<ScoredItem> best = new ArrayList<>(worstLast.length);
        for (ScoredItem item : worstLast) {
            if (seen.add(item.item())) {
                best.add(item);
            }
        }
        return best;
    }

    private static boolean isWorse(float score, String id, float otherScore, String otherId) {
        int byScore = Float.compare(score, otherScore);
        return byScore < 0 || (byScore == 0 && id.compareTo(otherId) > 0);
    }

    private void siftUp(int from, String id, float score) {
        int at = from;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isWorse(score, id, scores[parent], ids[parent])) {
                break;
            }
            set(at, ids[parent], scores[parent]);
            at = parent;
        }
        set(at, id, score);
    }

    private void siftDown(int from, String id, float score) {
        int at = from;
        for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && isWorse(scores[child + 1], ids[child + 1], scores[child], ids[child])) {
                child++;
            }
            if (!isWorse(scores[child], ids[child], score, id)) {
                break;
            }
            set(at, ids[child], scores[child]);
            at = child;
        }
        set(at, id, score);
    }

    private void set(int at, String id, float score) {
        ids[at] = id;
        scores[at] = score;
    }
}
