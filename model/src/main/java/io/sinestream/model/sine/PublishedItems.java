package io.sinestream.model.sine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What readers last got of each item, to tell when a vector has drifted too far from it. Not part of the saved state: after
 * a restore every row counts as unpublished.
 */
final class PublishedItems {
    private final double drift;
    private final List<float @Nullable []> published = new ArrayList<>();

    PublishedItems(double drift) {
        this.drift = drift;
    }

    /** Whether readers should get this vector now: never published, or moved by more than the allowed share. */
    boolean isDue(int row, float[] vector) {
        float[] last = row < published.size() ? published.get(row) : null;
        if (last == null) {
            return true;
        }
        double moved = 0;
        double length = 0;
        for (int d = 0; d < vector.length; d++) {
            double delta = vector[d] - last[d];
            moved += delta * delta;
            length += (double) last[d] * last[d];
        }
        return moved > drift * drift * length;
    }

    /** Whether readers have exactly this vector. */
    boolean isCurrent(int row, float[] vector) {
        return row < published.size() && Arrays.equals(published.get(row), vector);
    }

    /** The row is another item's from now on. */
    void forget(int row) {
        if (row < published.size()) {
            published.set(row, null);
        }
    }

    /** Remembers what readers got; keeps the array. */
    void published(int row, float[] vector) {
        while (published.size() <= row) {
            published.add(null);
        }
        published.set(row, vector);
    }
}
