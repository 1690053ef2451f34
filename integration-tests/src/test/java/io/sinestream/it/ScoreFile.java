package io.sinestream.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The instances of a score dump, each a target's score and its skips', and quality recomputed from them by definition. */
record ScoreFile(List<double[]> all) {

    static ScoreFile read(Path file) throws IOException {
        List<List<Double>> instances = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(",");
            if (fields[3].equals("1")) {
                instances.add(new ArrayList<>());
            }
            if (!fields[0].equals("event_id")) {
                instances.get(instances.size() - 1).add(Double.parseDouble(fields[4]));
            }
        }
        return new ScoreFile(instances.stream()
                .map(scores -> scores.stream().mapToDouble(s -> s).toArray())
                .toList());
    }

    int instances() {
        return all.size();
    }

    double aucSecondHalf() {
        return all.subList(all.size() / 2, all.size()).stream()
                .mapToDouble(ScoreFile::auc)
                .average()
                .orElseThrow();
    }

    private static double auc(double[] scores) {
        double won = 0;
        for (int i = 1; i < scores.length; i++) {
            won += scores[0] > scores[i] ? 1 : scores[0] == scores[i] ? 0.5 : 0;
        }
        return won / (scores.length - 1);
    }

    double pooledAuc() {
        double[] skips = all.stream()
                .flatMapToDouble(scores -> Arrays.stream(scores).skip(1))
                .sorted()
                .toArray();
        double won = 0;
        for (double[] scores : all) {
            won += (below(skips, scores[0], false) + below(skips, scores[0], true)) / 2.0;
        }
        return won / ((double) all.size() * skips.length);
    }

    private static int below(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
