package io.sinestream.job.evaluate;

import io.sinestream.model.quality.InstanceQuality;
import io.sinestream.model.quality.PooledAuc;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.Map;
import java.util.function.IntPredicate;

/** What one way to score made of every instance, in their order. */
final class Scores {
    private final PooledAuc pooled = new PooledAuc();
    private final DoubleArrayList auc = new DoubleArrayList();
    private final DoubleArrayList ndcg = new DoubleArrayList();
    private final DoubleArrayList randomItems = new DoubleArrayList();

    /** The scores of an instance's view and of its run's skips. */
    void add(double target, double[] skips) {
        InstanceQuality quality = InstanceQuality.of(target, skips);
        auc.add(quality.auc());
        ndcg.add(quality.ndcgMeanTies());
        pooled.addTarget((float) target);
        for (double skip : skips) {
            pooled.addSkip((float) skip);
        }
    }

    /** The same instance against random items. */
    void addRandom(double target, double[] randoms) {
        randomItems.add(InstanceQuality.of(target, randoms).auc());
    }

    /**
     * Writes the means over a part of the instances.
     *
     * @param severalSkips which instances have at least two
     */
    void report(String name, IntPredicate part, IntPredicate severalSkips, Map<String, Double> figures) {
        figures.put(name + ".auc", mean(auc, part));
        figures.put(name + ".gauc", mean(auc, part.and(severalSkips)));
        figures.put(name + ".ndcg", mean(ndcg, part));
        if (!randomItems.isEmpty()) {
            figures.put(name + ".aucRandomItems", mean(randomItems, part));
        }
    }

    int size() {
        return auc.size();
    }

    /** AUC over all candidates of all instances. */
    double pooledAuc() {
        return pooled.value();
    }

    private static double mean(DoubleArrayList values, IntPredicate part) {
        double sum = 0;
        long count = 0;
        for (int i = 0; i < values.size(); i++) {
            double value = values.getDouble(i);
            if (part.test(i) && !Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return sum / count;
    }
}
