package io.sinestream.model.sine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The numbers of the item rows: each row's vector e_i (D), then its optimiser state. They rest in chunks that are added as
 * rows are asked for, and are never given back: memory follows the largest row number there ever was.
 */
final class ItemNumbers {
    private static final int CHUNK_BITS = 10;
    private static final int CHUNK = 1 << CHUNK_BITS;
    /** Numbers that a cache line holds at most. */
    private static final int LINE = 16;

    private final int width;
    private final int stride;
    private final Precision precision;
    private final List<Reals> chunks = new ArrayList<>();

    @SuppressWarnings("UnusedVariable") // The compiler leaves out reads whose result goes nowhere.
    private double fetched;

    ItemNumbers(int width, int stateSize, Precision precision) {
        this.width = width;
        this.stride = width + stateSize;
        this.precision = precision;
    }

    /** D. */
    int width() {
        return width;
    }

    /** Bytes of a row: vector and optimiser state. */
    int bytes() {
        return stride * precision.bytes();
    }

    /** Starts a row afresh: a normal vector from the stream of that seed, no optimiser state. */
    void draw(int row, double deviation, long seed) {
        Reals chunk = grown(row);
        for (int i = 0; i < stride; i++) {
            chunk.set(offset(row) + i, i < width ? deviation * Gaussian.at(seed, i) : 0);
        }
    }

    /** Adds another row's vector to this one's. */
    void addVector(int row, int other) {
        for (int d = 0; d < width; d++) {
            chunk(row).set(offset(row) + d, get(row, d) + get(other, d));
        }
    }

    /** Sets the row's vector, with no optimiser state. */
    void set(int row, float[] vector) {
        Reals chunk = grown(row);
        for (int i = 0; i < stride; i++) {
            chunk.set(offset(row) + i, i < width ? vector[i] : 0);
        }
    }

    /**
     * Brings a row near to the processor. A loop over a batch's rows that does nothing else lets the fetches from memory
     * overlap, which they do not with work on each row between them.
     */
    void fetch(int row) {
        Reals chunk = chunk(row);
        int end = offset(row) + stride;
        double sum = chunk.get(end - 1);
        for (int i = offset(row); i < end; i += LINE) {
            sum += chunk.get(i);
        }
        fetched += sum;
    }

    /** The row's vector as float32, the caller's. */
    float[] vector(int row) {
        float[] vector = new float[width];
        copyVector(row, vector);
        return vector;
    }

    /** Writes the row's vector as float32 to an array of that length. */
    void copyVector(int row, float[] vector) {
        for (int d = 0; d < width; d++) {
            vector[d] = (float) get(row, d);
        }
    }

    /** Whether vector and optimiser state are numbers. */
    boolean isFinite(int row) {
        for (int i = 0; i < stride; i++) {
            if (!Double.isFinite(get(row, i))) {
                return false;
            }
        }
        return true;
    }

    void update(int row, Optimiser.Update update, Reals gradient, int gradientOffset) {
        update.apply(chunk(row), offset(row), width, gradient, gradientOffset);
    }

    /** Appends the row's vector to the buffer. */
    void writeVector(int row, ByteBuffer target) {
        chunk(row).write(offset(row), width, target);
    }

    /** Appends the row's vector and optimiser state to the buffer. */
    void write(int row, ByteBuffer target) {
        chunk(row).write(offset(row), stride, target);
    }

    /** Takes the row's vector and optimiser state from the buffer. */
    void read(int row, ByteBuffer source) {
        grown(row).read(offset(row), stride, source);
    }

    /** Sets the row's last number; whether it was another. */
    boolean setLast(int row, double value) {
        Reals chunk = chunk(row);
        int last = offset(row) + width - 1;
        double before = chunk.get(last);
        chunk.set(last, value);
        return chunk.get(last) != before;
    }

    private double get(int row, int index) {
        return chunk(row).get(offset(row) + index);
    }

    private Reals grown(int row) {
        while (chunks.size() <= row >> CHUNK_BITS) {
            chunks.add(Reals.of(precision, CHUNK * stride));
        }
        return chunk(row);
    }

    private Reals chunk(int row) {
        return chunks.get(row >> CHUNK_BITS);
    }

    private int offset(int row) {
        return (row & (CHUNK - 1)) * stride;
    }
}
