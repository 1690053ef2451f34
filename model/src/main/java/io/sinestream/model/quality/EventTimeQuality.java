package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Means over the instances of the last stretch of event time, kept as sums per bucket of it, so the window moves bucket by
 * bucket and memory is bounded. An instance from before the window changes nothing.
 */
final class EventTimeQuality {
    private static final long NONE = Long.MIN_VALUE / 2;

    private final long bucketMillis;
    private final long[] bucket;
    private final GroupedQuality[] sums;
    private long newest = NONE;

    /** A window of so many buckets. */
    EventTimeQuality(Duration bucket, int buckets) {
        this.bucketMillis = bucket.toMillis();
        this.bucket = new long[buckets];
        this.sums = new GroupedQuality[buckets];
        Arrays.fill(this.bucket, NONE);
        Arrays.fill(sums, GroupedQuality.NONE);
    }

    void add(long eventTimeMillis, InstanceQuality instance) {
        long now = Math.floorDiv(eventTimeMillis, bucketMillis);
        if (now <= newest - bucket.length) {
            return;
        }
        newest = Math.max(newest, now);
        int slot = (int) Math.floorMod(now, (long) bucket.length);
        if (bucket[slot] != now) {
            bucket[slot] = now;
            sums[slot] = GroupedQuality.NONE;
        }
        sums[slot] = sums[slot].plus(instance);
    }

    /** Everything in the window. */
    GroupedQuality current() {
        GroupedQuality all = GroupedQuality.NONE;
        for (int slot = 0; slot < bucket.length; slot++) {
            if (bucket[slot] > newest - bucket.length) {
                all = all.plus(sums[slot]);
            }
        }
        return all;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(newest);
        for (int slot = 0; slot < bucket.length; slot++) {
            out.writeLong(bucket[slot]);
            sums[slot].write(out);
        }
    }

    /** Takes over what {@link #write} wrote, of a window of the same shape. */
    void read(DataInput in) throws IOException {
        newest = in.readLong();
        for (int slot = 0; slot < bucket.length; slot++) {
            bucket[slot] = in.readLong();
            sums[slot] = GroupedQuality.read(in);
        }
    }
}
