package io.sinestream.job.sequence;

import java.util.Arrays;

/** The last N event ids of a user as 64-bit keys, oldest first from {@code next} on once it is full. */
final class SeenEvents {
    private static final int FIRST_LENGTH = 16;

    private final int capacity;

    /** As long as it must be, at most the capacity. */
    private long[] keys;

    private int size;
    private int next;

    SeenEvents(int capacity) {
        this.capacity = capacity;
        keys = new long[Math.min(capacity, FIRST_LENGTH)];
    }

    void clear() {
        size = 0;
        next = 0;
    }

    boolean contains(long key) {
        for (int i = 0; i < size; i++) {
            if (keys[i] == key) {
                return true;
            }
        }
        return false;
    }

    void add(long key) {
        if (capacity == 0) {
            return;
        }
        if (next == keys.length) {
            keys = Arrays.copyOf(keys, Math.min(capacity, 2 * keys.length));
        }
        keys[next] = key;
        size = Math.max(size, next + 1);
        next = next + 1 == capacity ? 0 : next + 1;
    }

    void write(StateWriter out) {
        out.writeVarint(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(keys[oldest(i)]);
        }
    }

    /** Where less is remembered now than when it was written, the oldest go. */
    void read(StateReader in) {
        clear();
        int written = in.readSize();
        for (int i = 0; i < written; i++) {
            add(in.readLong());
        }
    }

    private int oldest(int i) {
        return size < capacity ? i : (next + i) % size;
    }
}
