package io.sinestream.model.quality;

import java.util.Comparator;
import java.util.stream.IntStream;

/** NDCG of a list with any number of relevant entries, tied positions averaged. */
public final class Ndcg {
    private Ndcg() {}

    /** Un-truncated NDCG; NaN without a relevant entry. */
    public static double of(double[] scores, boolean[] relevant) {
        return at(Integer.MAX_VALUE, scores, relevant);
    }

    /** NDCG over the first {@code k} positions; NaN without a relevant entry. */
    public static double at(int k, double[] scores, boolean[] relevant) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(i -> i)
                .toArray();
        double gain = 0;
        double ideal = 0;
        int hits = 0;
        int first = 0;
        while (first < order.length) {
            int next = first;
            int hitsHere = 0;
            do {
                hitsHere += relevant[order[next++]] ? 1 : 0;
            } while (next < order.length && scores[order[next]] == scores[order[first]]);
            gain += hitsHere * Rank.meanDiscount(first, next - 1, k);
            for (int hit = 0; hit < hitsHere; hit++) {
                ideal += Rank.discount(hits++, k);
            }
            first = next;
        }
        return gain / ideal;
    }
}
