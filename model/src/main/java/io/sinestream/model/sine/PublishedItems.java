package io.sinestream.model.sine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What readers last got of each item, to tell when it has drifted too far from it. Not part of the saved state: after a
 * restore every row counts as unpublished. Rests in plain arrays, in chunks added as rows are published: an object per row
 * would cost a fetch from memory more at each look.
 */
final class PublishedItems {
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final int width;
    private final double drift;
    private final long maxAgeMillis;
    private final BitSet published = new BitSet();
    private final List<Chunk> chunks = new ArrayList<>();

    @SuppressWarnings("UnusedVariable") // The compiler leaves out reads whose result goes nowhere.
    private double fetched;

    /** Of each of its rows e_i (D) and c_i as published, and the event time of the stream then. */
    private record Chunk(float[] numbers, long[] atMillis) {}

    /**
     * What readers have of an item.
     *
     * @param vector e_i as published
     * @param relevance c_i as published
     */
    record Sent(float[] vector, float relevance) {}

    /**
     * @param width D
     * @param maxAgeMillis oldest a record gets, 0 for any age
     */
    PublishedItems(int width, double drift, long maxAgeMillis) {
        this.width = width;
        this.drift = drift;
        this.maxAgeMillis = maxAgeMillis;
    }

    /** What readers have of the row's item; null when they have nothing. */
    @Nullable Sent of(int row) {
        if (!published.get(row)) {
            return null;
        }
        float[] numbers = chunk(row).numbers;
        int at = offset(row);
        return new Sent(Arrays.copyOfRange(numbers, at, at + width), numbers[at + width]);
    }

    /** Brings a row near to the processor, as {@link ItemNumbers#fetch} does. */
    void fetch(int row) {
        if (published.get(row)) {
            Chunk chunk = chunk(row);
            float[] numbers = chunk.numbers;
            int at = offset(row);
            fetched += numbers[at] + numbers[at + width / 2] + numbers[at + width] + chunk.atMillis[row & (CHUNK - 1)];
        }
    }

    /** Whether readers should get this now: never published, moved by more than is allowed, or too old. */
    boolean isDue(int row, float[] vector, float relevance, long nowMillis) {
        if (!published.get(row)) {
            return true;
        }
        Chunk chunk = chunk(row);
        int at = offset(row);
        return hasMoved(chunk.numbers, at, vector)
                || Math.abs(relevance - chunk.numbers[at + width]) > drift
                || (maxAgeMillis > 0 && nowMillis - chunk.atMillis[row & (CHUNK - 1)] > maxAgeMillis);
    }

    private boolean hasMoved(float[] numbers, int at, float[] vector) {
        double moved = 0;
        double length = 0;
        for (int d = 0; d < vector.length; d++) {
            double last = numbers[at + d];
            double delta = vector[d] - numbers[at + d];
            moved += delta * delta;
            length += last * last;
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
        published.clear(row);
    }

    /** Remembers what readers got. */
    void published(int row, float[] vector, float relevance, long nowMillis) {
        while (chunks.size() <= row >> CHUNK_BITS) {
            chunks.add(new Chunk(new float[CHUNK * (width + 1)], new long[CHUNK]));
        }
        Chunk chunk = chunk(row);
        System.arraycopy(vector, 0, chunk.numbers, offset(row), width);
        chunk.numbers[offset(row) + width] = relevance;
        chunk.atMillis[row & (CHUNK - 1)] = nowMillis;
        published.set(row);
    }

    private Chunk chunk(int row) {
        return chunks.get(row >> CHUNK_BITS);
    }

    private int offset(int row) {
        return (row & (CHUNK - 1)) * (width + 1);
    }
}
