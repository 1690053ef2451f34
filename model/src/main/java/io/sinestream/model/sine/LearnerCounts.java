package io.sinestream.model.sine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the learner has done since its first view; part of the saved state, so exact across restarts. May be read from any
 * thread.
 */
public final class LearnerCounts {
    private final Map<LearnerCount, AtomicLong> counts = new EnumMap<>(LearnerCount.class);

    LearnerCounts() {
        for (LearnerCount count : LearnerCount.values()) {
            counts.put(count, new AtomicLong());
        }
    }

    private AtomicLong counter(LearnerCount count) {
        return Objects.requireNonNull(counts.get(count));
    }

    /** How often that happened. */
    public long of(LearnerCount count) {
        return counter(count).get();
    }

    /** Training steps taken: the model version. */
    public long steps() {
        return of(LearnerCount.STEPS);
    }

    /** Examples inside those steps. */
    public long examplesTrained() {
        return of(LearnerCount.EXAMPLES_TRAINED);
    }

    void add(LearnerCount count) {
        add(count, 1);
    }

    void add(LearnerCount count, long n) {
        counter(count).addAndGet(n);
    }

    /** By name, so that counts can be added to the list and taken from it. */
    void write(DataOutput out) throws IOException {
        out.writeInt(counts.size());
        for (LearnerCount count : LearnerCount.values()) {
            out.writeUTF(count.shortName());
            out.writeLong(of(count));
        }
    }

    /** Takes over what {@link #write} wrote. */
    void read(DataInput in) throws IOException {
        counts.values().forEach(count -> count.set(0));
        int written = in.readInt();
        for (int i = 0; i < written; i++) {
            String name = in.readUTF();
            long n = in.readLong();
            for (LearnerCount count : LearnerCount.values()) {
                if (count.shortName().equals(name)) {
                    add(count, n);
                }
            }
        }
    }
}
