package io.sinestream.schema.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * ComiRec's controllable aggregation by greedy inference (Cen et al., KDD 2020): chooses S out of the candidates to
 * maximise Σ_{i∈S} f(i) + λ · #{pairs of S that differ in category}, greedily. Here f is the score over the range of the
 * candidates' scores, so that λ means the same for every user and model, each pair counts once, and an item's category is
 * the user's sub-interest nearest to it.
 *
 * <p>Greedy is exact: the number of pairs in all is fixed, so only pairs within a category count, and what a category adds
 * falls with every item taken from it. For the same reason a larger λ never gives fewer pairs that differ.
 */
final class DiverseMerge {
    private static final Comparator<Candidate> BEST_FIRST =
            Comparator.comparingDouble((Candidate c) -> -c.item.score()).thenComparing(c -> c.item.item());

    private DiverseMerge() {}

    /** An item that may be chosen. */
    record Candidate(ScoredItem item, int category) {}

    /** What is left of one category, best first. */
    private static final class Queue {
        private final List<Candidate> candidates = new ArrayList<>();
        private int taken;

        boolean isEmpty() {
            return taken == candidates.size();
        }

        Candidate head() {
            return candidates.get(taken);
        }
    }

    /**
     * At most {@code count} of the candidates, in the order chosen.
     *
     * @param diversity λ, 0 or more
     */
    static List<ScoredItem> choose(List<Candidate> candidates, int count, double diversity) {
        requireDiversity(diversity);
        List<Candidate> sorted = candidates.stream().sorted(BEST_FIRST).toList();
        TreeMap<Integer, Queue> queues = new TreeMap<>();
        sorted.forEach(candidate -> queues.computeIfAbsent(candidate.category, category -> new Queue())
                .candidates
                .add(candidate));
        double scale = scale(sorted);
        List<ScoredItem> chosen = new ArrayList<>();
        while (chosen.size() < Math.min(count, sorted.size())) {
            Queue best = best(queues.values(), scale, diversity);
            chosen.add(best.head().item);
            best.taken++;
        }
        return chosen;
    }

    static void requireDiversity(double diversity) {
        if (!(diversity >= 0) || diversity == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("diversity is " + diversity + ", must be 0 or more; 1 is a lot");
        }
    }

    private static Queue best(Iterable<Queue> queues, double scale, double diversity) {
        Queue best = null;
        double bestGain = 0;
        for (Queue queue : queues) {
            if (queue.isEmpty()) {
                continue;
            }
            double gain = queue.head().item.score() * scale - diversity * queue.taken;
            boolean wins = best == null
                    || gain > bestGain
                    || (gain == bestGain && BEST_FIRST.compare(queue.head(), best.head()) < 0);
            if (wins) {
                best = queue;
                bestGain = gain;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no candidate is left");
        }
        return best;
    }

    /** 1 over the range of the scores; 1 where they are all the same. */
    private static double scale(List<Candidate> bestFirst) {
        if (bestFirst.isEmpty()) {
            return 1;
        }
        double best = bestFirst.get(0).item.score();
        double worst = bestFirst.get(bestFirst.size() - 1).item.score();
        return best > worst ? 1 / (best - worst) : 1;
    }
}
