package io.sinestream.model.quality;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * AUC over all candidates of all instances, pooled: the chance that a target scores above a skip, ties ½. Memory is
 * bounded: scores fall into bins of their leading {@value #BITS} float bits (relative width 2^-11), and pairs inside one
 * bin count ½, so the value is off by at most {@link #errorBound}.
 */
public final class PooledAuc {
    private static final int BITS = 20;
    private static final int SHIFT = Integer.SIZE - BITS;

    private final Int2LongOpenHashMap targets = new Int2LongOpenHashMap();
    private final Int2LongOpenHashMap skips = new Int2LongOpenHashMap();

    /** Counts the score of an effective view. */
    public void addTarget(float score) {
        targets.addTo(bin(score), 1);
    }

    /** Counts the score of a skip. */
    public void addSkip(float score) {
        skips.addTo(bin(score), 1);
    }

    /** Bins in the order of the scores: a float's bits, negative ones flipped, order like integers. */
    private static int bin(float score) {
        int bits = Float.floatToIntBits(score + 0.0f);
        return (bits ^ ((bits >> 31) & Integer.MAX_VALUE)) >> SHIFT;
    }

    /** The pooled AUC, ½ while there is no pair. */
    public double value() {
        return measured().value();
    }

    /** How far {@link #value} can be from the exact pooled AUC. */
    public double errorBound() {
        return measured().errorBound();
    }

    /** The pooled AUC and how far it can be off. */
    record Measured(double value, double errorBound) {}

    /** Both at once, for the price of one. */
    Measured measured() {
        long allTargets = targets.values().longStream().sum();
        long allSkips = skips.values().longStream().sum();
        if (allTargets == 0 || allSkips == 0) {
            return new Measured(0.5, 0);
        }
        int[] bins = targets.keySet().toIntArray();
        int[] skipBins = skips.keySet().toIntArray();
        java.util.Arrays.sort(bins);
        java.util.Arrays.sort(skipBins);
        double won = 0;
        double tied = 0;
        double skipsBelow = 0;
        int s = 0;
        for (int bin : bins) {
            while (s < skipBins.length && skipBins[s] < bin) {
                skipsBelow += skips.get(skipBins[s++]);
            }
            won += targets.get(bin) * skipsBelow;
            tied += (double) targets.get(bin) * skips.get(bin);
        }
        double all = (double) allTargets * allSkips;
        return new Measured((won + tied / 2) / all, tied / 2 / all);
    }

    /** Writes the counts, smallest bin first. */
    public void write(DataOutput out) throws IOException {
        write(targets, out);
        write(skips, out);
    }

    /** Reads what {@link #write} wrote. */
    public static PooledAuc read(DataInput in) throws IOException {
        PooledAuc auc = new PooledAuc();
        read(auc.targets, in);
        read(auc.skips, in);
        return auc;
    }

    private static void write(Int2LongOpenHashMap counts, DataOutput out) throws IOException {
        int[] bins = counts.keySet().toIntArray();
        java.util.Arrays.sort(bins);
        out.writeInt(bins.length);
        for (int bin : bins) {
            out.writeInt(bin);
            out.writeLong(counts.get(bin));
        }
    }

    private static void read(Int2LongOpenHashMap counts, DataInput in) throws IOException {
        int bins = in.readInt();
        for (int i = 0; i < bins; i++) {
            counts.put(in.readInt(), in.readLong());
        }
    }
}
