package io.sinestream.job.feedback;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Watch times by duration group, as histograms with a relative error of 1 %. Order does not matter and two can be added up,
 * which sampling sketches do not give: the same plays lead to the same labels on every machine, in every order, with or
 * without checkpoints in between.
 */
final class WatchStatistics {
    private static final long LONGEST_MILLIS = 3_600_000;
    private static final int DIGITS = 2;

    private final List<Histogram> groups = new ArrayList<>();

    WatchStatistics(int groups) {
        for (int i = 0; i < groups; i++) {
            open();
        }
    }

    /** Adds a group without plays. */
    void open() {
        groups.add(new Histogram(LONGEST_MILLIS, DIGITS));
    }

    /** Adds a group's plays to the last group. */
    void addToLast(WatchStatistics other, int group) {
        groups.get(groups.size() - 1).add(other.groups.get(group));
    }

    void record(int group, long watchMillis) {
        groups.get(group).recordValue(Math.min(watchMillis, LONGEST_MILLIS));
    }

    /** Plays of all groups. */
    long count() {
        return groups.stream().mapToLong(Histogram::getTotalCount).sum();
    }

    long count(int group) {
        return groups.get(group).getTotalCount();
    }

    double meanSeconds(int group) {
        return groups.get(group).getMean() / 1000;
    }

    /** Sample standard deviation (n - 1). */
    double deviationSeconds(int group) {
        double n = count(group);
        return n < 2 ? 0 : groups.get(group).getStdDeviation() / 1000 * Math.sqrt(n / (n - 1));
    }

    /** The watch time that this share of the group's plays does not exceed. */
    long quantileMillis(int group, double share) {
        Histogram histogram = groups.get(group);
        return histogram.medianEquivalentValue(histogram.getValueAtPercentile(100 * share));
    }

    /** So many evenly spread quantiles, rising: a stand-in for the group's plays. */
    double[] sampleSeconds(int group, int size) {
        double[] sample = new double[size];
        for (int i = 0; i < size; i++) {
            sample[i] = quantileMillis(group, (i + 0.5) / size) / 1000.0;
        }
        return sample;
    }

    void add(WatchStatistics other) {
        for (int i = 0; i < groups.size(); i++) {
            groups.get(i).add(other.groups.get(i));
        }
    }

    /** The histograms one after the other, each behind its length. */
    void write(ByteBuffer out) {
        for (Histogram histogram : groups) {
            int lengthAt = out.position();
            out.putInt(0);
            int length = histogram.encodeIntoByteBuffer(out);
            out.putInt(lengthAt, length);
        }
    }

    int mostBytes() {
        return groups.stream()
                .mapToInt(histogram -> Integer.BYTES + histogram.getNeededByteBufferCapacity())
                .sum();
    }

    static WatchStatistics read(int groups, ByteBuffer in) {
        WatchStatistics statistics = new WatchStatistics(0);
        for (int i = 0; i < groups; i++) {
            int length = in.getInt();
            ByteBuffer bytes = in.slice(in.position(), length);
            in.position(in.position() + length);
            statistics.groups.add(Histogram.decodeFromByteBuffer(bytes, LONGEST_MILLIS));
        }
        return statistics;
    }
}
