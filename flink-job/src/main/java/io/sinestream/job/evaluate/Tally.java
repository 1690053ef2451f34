package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.InstanceQuality;
import io.sinestream.model.sine.NoReaders;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Measures every tested view that has a window and a skip to be compared with, by model and by item alone. */
final class Tally extends NoReaders {
    /** How many random items each tested view is compared with. */
    static final int RANDOM_ITEMS = 10;

    private static final int[] HISTORY_FROM = {1, 5, 20, 50};

    private final Scores model = new Scores();
    private final Scores asShown = new Scores();
    private final ShownPlays shownPlays = new ShownPlays();
    private final Scores popularity = new Scores();
    private final Scores positiveRate = new Scores();
    private final ItemRates rates = new ItemRates();
    private final IntArrayList histories = new IntArrayList();
    private final IntArrayList runs = new IntArrayList();
    private final DoubleArrayList randomNdcg = new DoubleArrayList();

    /** A view that is not tested, as it has no window. */
    void untested(TrainingExample view) {
        rates.learn(view);
    }

    @Override
    public void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion) {
        if (skipScores.length > 0) {
            histories.add(view.history().length);
            runs.add(skipScores.length);
            randomNdcg.add(InstanceQuality.randomNdcg(skipScores.length));
            model.add(targetScore, doubles(skipScores));
            popularity.add(
                    rates.popularity(view.target()),
                    Arrays.stream(view.skips()).mapToDouble(rates::popularity).toArray());
            positiveRate.add(
                    rates.positiveRate(view.target()),
                    Arrays.stream(view.skips()).mapToDouble(rates::positiveRate).toArray());
        }
        rates.learn(view);
    }

    @Override
    public void comparedWithRandom(TrainingExample view, float targetScore, float[] randomScores) {
        if (view.skips().length > 0) {
            model.addRandom(targetScore, doubles(randomScores));
        }
    }

    /** The same candidates, each scored when it was shown, after its user's vectors had reacted to the skips before it. */
    void reacted(TrainingExample view, float[] scores) {
        if (view.skips().length > 0) {
            asShown.add(scores[0], doubles(Arrays.copyOfRange(scores, 1, scores.length)));
            shownPlays.add(scores);
        }
    }

    private static double[] doubles(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    /** Everything measured, by {@code part.scorer.figure}. */
    SortedMap<String, Double> figures() {
        SortedMap<String, Double> figures = new TreeMap<>();
        parts().forEach((part, isIn) -> {
            long count = IntStream.range(0, runs.size()).filter(isIn).count();
            figures.put(part + ".instances", (double) count);
            if (count > 0) {
                IntPredicate several = i -> runs.getInt(i) >= 2;
                model.report(part + ".model", isIn, several, figures);
                if (asShown.size() == model.size()) {
                    asShown.report(part + ".asShown", isIn, several, figures);
                }
                popularity.report(part + ".popularity", isIn, several, figures);
                positiveRate.report(part + ".positiveRate", isIn, several, figures);
                figures.put(part + ".random.ndcg", randomNdcg(isIn, count));
            }
        });
        figures.put("all.model.pooledAuc", model.pooledAuc());
        if (asShown.size() > 0) {
            figures.put("all.asShown.samePlaceAuc", shownPlays.auc());
        }
        figures.put("all.popularity.pooledAuc", popularity.pooledAuc());
        figures.put("all.positiveRate.pooledAuc", positiveRate.pooledAuc());
        return figures;
    }

    private double randomNdcg(IntPredicate isIn, long count) {
        double sum = 0;
        for (int i = 0; i < runs.size(); i++) {
            sum += isIn.test(i) ? randomNdcg.getDouble(i) : 0;
        }
        return sum / count;
    }

    private Map<String, IntPredicate> parts() {
        Map<String, IntPredicate> parts = new LinkedHashMap<>();
        int half = runs.size() / 2;
        parts.put("all", i -> true);
        parts.put("firstHalf", i -> i < half);
        parts.put("laterHalf", i -> i >= half);
        for (int h = 0; h < HISTORY_FROM.length; h++) {
            int from = HISTORY_FROM[h];
            int below = h + 1 < HISTORY_FROM.length ? HISTORY_FROM[h + 1] : Integer.MAX_VALUE;
            parts.put("history" + from, i -> histories.getInt(i) >= from && histories.getInt(i) < below);
        }
        return parts;
    }
}
