package io.sinestream.job.sequence;

/** The last N event ids of a user as 64-bit keys, oldest first from {@code next} on once it is full. */
final class SeenEvents {
    private final long[] keys;
    private int size;
    private int next;

    SeenEvents(int capacity) {
        keys = new long[capacity];
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
        if (keys.length == 0) {
            return;
        }
        keys[next] = key;
        size = Math.max(size, next + 1);
        next = next + 1 == keys.length ? 0 : next + 1;
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
        return size < keys.length ? i : (next + i) % size;
    }
}
