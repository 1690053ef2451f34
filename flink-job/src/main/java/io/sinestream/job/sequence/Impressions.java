package io.sinestream.job.sequence;

import io.sinestream.job.feedback.Feedback;

/** The last N impressions that reported more than once or may: what was made of each, oldest first. */
final class Impressions {
    /** Wire codes are positions here, never ordinals: append only. */
    private static final Feedback[] CODES = {
        Feedback.NEUTRAL, Feedback.SKIP, Feedback.STRONG_SKIP, Feedback.EFFECTIVE_VIEW
    };

    private static final long[] NO_NUMBERS = {};
    private static final Feedback[] NO_LABELS = {};

    private final int capacity;
    private int size;

    /** Without length until there is an impression: many feeds have none. */
    private long[] ids = NO_NUMBERS;

    private long[] items = NO_NUMBERS;
    private long[] times = NO_NUMBERS;
    private Feedback[] labels = NO_LABELS;

    Impressions(int capacity) {
        this.capacity = capacity;
    }

    void clear() {
        size = 0;
    }

    /** Position of an impression, -1 when it is not remembered. */
    int find(long id) {
        for (int i = size - 1; i >= 0; i--) {
            if (ids[i] == id) {
                return i;
            }
        }
        return -1;
    }

    long item(int i) {
        return items[i];
    }

    long time(int i) {
        return times[i];
    }

    Feedback label(int i) {
        return labels[i];
    }

    void set(int i, long item, long time, Feedback label) {
        items[i] = item;
        times[i] = time;
        labels[i] = label;
    }

    void add(long id, long item, long time, Feedback label) {
        if (capacity == 0) {
            return;
        }
        if (ids.length == 0) {
            ids = new long[capacity];
            items = new long[capacity];
            times = new long[capacity];
            labels = new Feedback[capacity];
        }
        if (size == capacity) {
            dropOldest();
        }
        ids[size] = id;
        set(size, item, time, label);
        size++;
    }

    private void dropOldest() {
        size--;
        System.arraycopy(ids, 1, ids, 0, size);
        System.arraycopy(items, 1, items, 0, size);
        System.arraycopy(times, 1, times, 0, size);
        System.arraycopy(labels, 1, labels, 0, size);
    }

    void write(StateWriter out) {
        out.writeVarint(size);
        for (int i = 0; i < size; i++) {
            out.writeLong(ids[i]);
            out.writeVarint(items[i]);
            out.writeVarint(times[i]);
            out.writeByte(code(labels[i]));
        }
    }

    /** Where fewer are remembered now than when it was written, the oldest go. */
    void read(StateReader in) {
        clear();
        int written = in.readSize();
        for (int i = 0; i < written; i++) {
            add(in.readLong(), in.readVarint(), in.readVarint(), CODES[in.readByte()]);
        }
    }

    private static int code(Feedback label) {
        for (int i = 0; i < CODES.length; i++) {
            if (CODES[i] == label) {
                return i;
            }
        }
        throw new IllegalStateException("no code for " + label + ": append it to the list");
    }
}
