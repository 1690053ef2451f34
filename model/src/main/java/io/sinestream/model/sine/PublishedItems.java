package io.sinestream.model.sine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What readers last got of each item, to tell when it has drifted too far from it. Not part of the saved state: after a
 * restore every row counts as unpublished.
 */
final class PublishedItems {
    private final double drift;
    private final long maxAgeMillis;
    private final List<@Nullable Sent> published = new ArrayList<>();

    /**
     * What readers have of an item.
     *
     * @param vector e_i as published; not to be written to
     * @param relevance c_i as published
     * @param atMillis event time of the stream then
     */
    record Sent(float[] vector, float relevance, long atMillis) {}

    /** @param maxAgeMillis oldest a record gets, 0 for any age */
    PublishedItems(double drift, long maxAgeMillis) {
        this.drift = drift;
        this.maxAgeMillis = maxAgeMillis;
    }

    /** What readers have of the row's item; null when they have nothing. */
    @Nullable Sent of(int row) {
        return row < published.size() ? published.get(row) : null;
    }

    /** Whether readers should get this now: never published, moved by more than is allowed, or too old. */
    boolean isDue(int row, float[] vector, float relevance, long nowMillis) {
        Sent last = of(row);
        return last == null
                || hasMoved(last, vector)
                || Math.abs(relevance - last.relevance) > drift
                || (maxAgeMillis > 0 && nowMillis - last.atMillis > maxAgeMillis);
    }

    private boolean hasMoved(Sent last, float[] vector) {
        double moved = 0;
        double length = 0;
        for (int d = 0; d < vector.length; d++) {
            double delta = vector[d] - last.vector[d];
            moved += delta * delta;
            length += (double) last.vector[d] * last.vector[d];
        }
        return moved > drift * drift * length;
    }

    /** Whether readers have exactly this. */
    boolean isCurrent(int row, float[] vector, float relevance) {
        Sent last = of(row);
        return last != null && last.relevance == relevance && Arrays.equals(last.vector, vector);
    }

    /** The row is another item's from now on. */
    void forget(int row) {
        if (row < published.size()) {
            published.set(row, null);
        }
    }

    /** Remembers what readers got; keeps the array. */
    void published(int row, float[] vector, float relevance, long nowMillis) {
        while (published.size() <= row) {
            published.add(null);
        }
        published.set(row, new Sent(vector, relevance, nowMillis));
    }
}
