package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Test-then-train quality since the first instance: each effective view is scored against the skips of the run before it,
 * before the learner trains on it. An instance is a view with a window and at least one skip to compare with. Part of the
 * saved state, so the figures are exact across restarts.
 */
public final class TestThenTrainQuality {
    private PooledAuc pooled = new PooledAuc();
    private LaterHalfMean auc;
    private GroupedQuality grouped = GroupedQuality.NONE;

    /** Nothing tested yet. */
    public TestThenTrainQuality() {
        this(LaterHalfMean.MAX_BLOCKS);
    }

    /** @param blocks instances up to which the later half is exact, a power of two */
    TestThenTrainQuality(int blocks) {
        auc = new LaterHalfMean(blocks);
    }

    /** Counts an instance; one without skips is no instance. */
    public void add(float target, float[] skips) {
        if (skips.length > 0) {
            Scores scores = new Scores(target, skips);
            add(scores, scores.quality());
        }
    }

    /** The same, measured already; it has skips. */
    void add(Scores scores, InstanceQuality instance) {
        pooled.addTarget(scores.target());
        for (float skip : scores.skips()) {
            pooled.addSkip(skip);
        }
        auc.add(instance.auc());
        grouped = grouped.plus(instance);
    }

    /** The figures so far; NaN where there was no instance. */
    public Figures figures() {
        PooledAuc.Measured all = pooled.measured();
        return new Figures(
                auc.count(),
                all.value(),
                all.errorBound(),
                auc.mean(),
                auc.laterHalf(),
                grouped.gaucReference(),
                grouped.gaucWeighted(),
                grouped.ndcg(),
                grouped.randomNdcg(),
                grouped.ndcgAt2(),
                grouped.randomNdcgAt2());
    }

    /**
     * What the report and the metrics show.
     *
     * @param auc pooled over all candidates of all instances
     * @param aucErrorBound how far {@code auc} can be off, since it is counted in bins
     * @param meanAuc mean over instances
     * @param aucSecondHalf mean over the later half of the instances
     * @param gauc mean over instances with at least two skips (the authors' reading)
     * @param gaucWeighted mean over instances weighted by candidates
     * @param ndcg untruncated, ties averaged, mean over instances
     * @param randomNdcg what {@code ndcg} would be for scores drawn at random
     * @param ndcgAt2 the same over the first two positions
     * @param randomNdcgAt2 what {@code ndcgAt2} would be for scores drawn at random
     */
    public record Figures(
            long instances,
            double auc,
            double aucErrorBound,
            double meanAuc,
            double aucSecondHalf,
            double gauc,
            double gaucWeighted,
            double ndcg,
            double randomNdcg,
            double ndcgAt2,
            double randomNdcgAt2) {}

    /** Writes the whole state. */
    public void write(DataOutput out) throws IOException {
        pooled.write(out);
        auc.write(out);
        grouped.write(out);
    }

    /** Takes over what {@link #write} wrote. */
    void read(DataInput in) throws IOException {
        pooled = PooledAuc.read(in);
        auc = LaterHalfMean.read(in, auc.maxBlocks());
        grouped = GroupedQuality.read(in);
    }
}
