package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Test-then-train quality since the learner's first instance: each effective view is scored against the skips of the run
 * before it, before the learner trains on it. An instance is a view with a window and at least one skip to compare with.
 * Part of the saved state, so the figures are exact across restarts.
 */
public final class TestThenTrainQuality {
    private PooledAuc pooled = new PooledAuc();
    private LaterHalfMean auc = new LaterHalfMean();
    private double aucOfSeveral;
    private long severals;
    private double ndcg;
    private double randomNdcg;

    /** Counts an instance; one without skips is no instance. */
    public void add(float target, float[] skips) {
        if (skips.length == 0) {
            return;
        }
        pooled.addTarget(target);
        double[] candidates = new double[skips.length];
        for (int i = 0; i < skips.length; i++) {
            pooled.addSkip(skips[i]);
            candidates[i] = skips[i];
        }
        InstanceQuality instance = InstanceQuality.of(target, candidates);
        auc.add(instance.auc());
        if (skips.length >= 2) {
            aucOfSeveral += instance.auc();
            severals++;
        }
        ndcg += instance.ndcgMeanTies();
        randomNdcg += InstanceQuality.randomNdcg(skips.length);
    }

    /** The figures so far; NaN where there was no instance. */
    public Figures figures() {
        long n = auc.count();
        return new Figures(
                n,
                pooled.value(),
                pooled.errorBound(),
                auc.mean(),
                auc.laterHalf(),
                aucOfSeveral / severals,
                ndcg / n,
                randomNdcg / n);
    }

    /**
     * What the report and the metrics show.
     *
     * @param auc pooled over all candidates of all instances
     * @param aucErrorBound how far {@code auc} can be off, since it is counted in bins
     * @param meanAuc mean over instances
     * @param aucSecondHalf mean over the later half of the instances
     * @param gauc mean over instances with at least two skips (the authors' reading)
     * @param ndcg untruncated, ties averaged, mean over instances
     * @param randomNdcg what {@code ndcg} would be for scores drawn at random
     */
    public record Figures(
            long instances,
            double auc,
            double aucErrorBound,
            double meanAuc,
            double aucSecondHalf,
            double gauc,
            double ndcg,
            double randomNdcg) {}

    /** Writes the whole state. */
    public void write(DataOutput out) throws IOException {
        pooled.write(out);
        auc.write(out);
        out.writeDouble(aucOfSeveral);
        out.writeLong(severals);
        out.writeDouble(ndcg);
        out.writeDouble(randomNdcg);
    }

    /** Reads what {@link #write} wrote. */
    public static TestThenTrainQuality read(DataInput in) throws IOException {
        TestThenTrainQuality quality = new TestThenTrainQuality();
        quality.pooled = PooledAuc.read(in);
        quality.auc = LaterHalfMean.read(in);
        quality.aucOfSeveral = in.readDouble();
        quality.severals = in.readLong();
        quality.ndcg = in.readDouble();
        quality.randomNdcg = in.readDouble();
        return quality;
    }
}
