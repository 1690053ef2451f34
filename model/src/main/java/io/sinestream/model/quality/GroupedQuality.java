package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Means over instances that have a skip: the grouped AUC in three readings and NDCG, each beside what a random order would
 * reach. The components are the sums behind the means, so that the whole can rest in state.
 *
 * @param instances instances with a skip
 * @param referenceInstances those with at least two skips
 * @param impressions candidates of all instances
 * @param aucSum sum of AUC over instances
 * @param referenceAucSum sum of AUC over those with at least two skips
 * @param weightedAucSum sum of AUC times candidates
 * @param ndcgSum sum of un-truncated NDCG
 * @param ndcgAt2Sum sum of NDCG over the first two positions
 * @param randomNdcgSum sum of what a random order would reach
 * @param randomNdcgAt2Sum the same over the first two positions
 */
public record GroupedQuality(
        long instances,
        long referenceInstances,
        long impressions,
        double aucSum,
        double referenceAucSum,
        double weightedAucSum,
        double ndcgSum,
        double ndcgAt2Sum,
        double randomNdcgSum,
        double randomNdcgAt2Sum) {
    private static final int REFERENCE_MIN_SKIPS = 2;

    /** Nothing measured yet. */
    public static final GroupedQuality NONE = new GroupedQuality(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** These sums with one more instance; one without a skip changes nothing. */
    public GroupedQuality plus(InstanceQuality instance) {
        if (!instance.compares()) {
            return this;
        }
        boolean reference = instance.skips() >= REFERENCE_MIN_SKIPS;
        return new GroupedQuality(
                instances + 1,
                referenceInstances + (reference ? 1 : 0),
                impressions + instance.candidates(),
                aucSum + instance.auc(),
                referenceAucSum + (reference ? instance.auc() : 0),
                weightedAucSum + instance.auc() * instance.candidates(),
                ndcgSum + instance.ndcgMeanTies(),
                ndcgAt2Sum + instance.ndcgAt2(),
                randomNdcgSum + InstanceQuality.randomNdcg(instance.skips()),
                randomNdcgAt2Sum + InstanceQuality.randomNdcgAt2(instance.skips()));
    }

    /** These sums and those. */
    GroupedQuality plus(GroupedQuality other) {
        return new GroupedQuality(
                instances + other.instances,
                referenceInstances + other.referenceInstances,
                impressions + other.impressions,
                aucSum + other.aucSum,
                referenceAucSum + other.referenceAucSum,
                weightedAucSum + other.weightedAucSum,
                ndcgSum + other.ndcgSum,
                ndcgAt2Sum + other.ndcgAt2Sum,
                randomNdcgSum + other.randomNdcgSum,
                randomNdcgAt2Sum + other.randomNdcgAt2Sum);
    }

    /** GAUC as the authors compute it: instances with at least two skips, unweighted. NaN before the first. */
    public double gaucReference() {
        return referenceAucSum / referenceInstances;
    }

    /** Mean AUC over every instance with a skip. NaN before the first. */
    public double gaucAll() {
        return aucSum / instances;
    }

    /** The same, weighted by candidates, as DIN (Zhou et al., KDD 2018) weights by impressions. NaN before the first. */
    public double gaucWeighted() {
        return weightedAucSum / impressions;
    }

    /** Mean un-truncated NDCG, ties averaged. NaN before the first. */
    public double ndcg() {
        return ndcgSum / instances;
    }

    /** Mean NDCG over the first two positions, ties averaged. NaN before the first. */
    public double ndcgAt2() {
        return ndcgAt2Sum / instances;
    }

    /** What {@link #ndcg} would be in the mean for a random order of the same candidates. NaN before the first. */
    public double randomNdcg() {
        return randomNdcgSum / instances;
    }

    /** What {@link #ndcgAt2} would be in the mean for a random order of the same candidates. NaN before the first. */
    public double randomNdcgAt2() {
        return randomNdcgAt2Sum / instances;
    }

    /** Writes the sums. */
    void write(DataOutput out) throws IOException {
        out.writeLong(instances);
        out.writeLong(referenceInstances);
        out.writeLong(impressions);
        out.writeDouble(aucSum);
        out.writeDouble(referenceAucSum);
        out.writeDouble(weightedAucSum);
        out.writeDouble(ndcgSum);
        out.writeDouble(ndcgAt2Sum);
        out.writeDouble(randomNdcgSum);
        out.writeDouble(randomNdcgAt2Sum);
    }

    /** Reads what {@link #write} wrote. */
    static GroupedQuality read(DataInput in) throws IOException {
        return new GroupedQuality(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble());
    }
}
