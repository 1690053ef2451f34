package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sinestream.schema.feed.DiverseMerge.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiverseMergeTest {
    private static final int CANDIDATES = 9;
    private static final int COUNT = 4;

    @Test
    void computedByHand() {
        // Scores over their range: a 1, b 0.9, c 0.8 of category 0; d 0.5, e 0 of category 1.
        List<Candidate> candidates = List.of(
                candidate("a", 10, 0),
                candidate("b", 9, 0),
                candidate("c", 8, 0),
                candidate("d", 5, 1),
                candidate("e", 0, 1));
        assertThat(ids(DiverseMerge.choose(candidates, 3, 0))).containsExactly("a", "b", "c");
        // Second: b gains 0.9 - 0.3 against d's 0.5; third: c 0.8 - 0.6 against 0.5.
        assertThat(ids(DiverseMerge.choose(candidates, 3, 0.3))).containsExactly("a", "b", "d");
        assertThat(ids(DiverseMerge.choose(candidates, 4, 1))).containsExactly("a", "d", "b", "e");
    }

    @Test
    void isTheBestOfAllSubsets() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 500; round++) {
            List<Candidate> candidates = candidates(random);
            double diversity = random.nextDouble(0, 1.5);
            List<ScoredItem> chosen = DiverseMerge.choose(candidates, COUNT, diversity);
            assertThat(objective(subset(candidates, chosen), candidates, diversity))
                    .isCloseTo(bestOfAllSubsets(candidates, diversity), within(1e-6));
        }
    }

    @Test
    void isTheGreedyOfThePaper() {
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 500; round++) {
            List<Candidate> candidates = candidates(random);
            double diversity = random.nextDouble(0, 1.5);
            assertThat(ids(DiverseMerge.choose(candidates, COUNT, diversity)))
                    .isEqualTo(naiveGreedy(candidates, diversity));
        }
    }

    @Test
    void diversityNeverFallsAsLambdaRises() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            List<Candidate> candidates = candidates(random);
            long before = -1;
            for (int step = 0; step <= 20; step++) {
                List<ScoredItem> chosen = DiverseMerge.choose(candidates, COUNT, step / 20.0);
                long pairs = differingPairs(subset(candidates, chosen));
                assertThat(pairs).isGreaterThanOrEqualTo(before);
                before = pairs;
            }
        }
    }

    @Test
    void equalScoresAndTooFewCandidatesAreFine() {
        assertThat(DiverseMerge.choose(List.of(), 3, 0.5)).isEmpty();
        assertThat(ids(DiverseMerge.choose(
                        List.of(candidate("b", 1, 0), candidate("a", 1, 0), candidate("c", 1, 1)), 5, 0.5)))
                .containsExactly("a", "c", "b");
    }

    private static List<Candidate> candidates(SplittableRandom random) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < CANDIDATES; i++) {
            candidates.add(candidate("i" + i, (float) random.nextDouble(-3, 3), random.nextInt(3)));
        }
        return candidates;
    }

    private static Candidate candidate(String id, float score, int category) {
        return new Candidate(new ScoredItem(id, score), category);
    }

    private static double bestOfAllSubsets(List<Candidate> candidates, double diversity) {
        double best = Double.NEGATIVE_INFINITY;
        for (int mask = 0; mask < 1 << candidates.size(); mask++) {
            if (Integer.bitCount(mask) == COUNT) {
                List<Candidate> subset = new ArrayList<>();
                for (int i = 0; i < candidates.size(); i++) {
                    if ((mask >> i & 1) == 1) {
                        subset.add(candidates.get(i));
                    }
                }
                best = Math.max(best, objective(subset, candidates, diversity));
            }
        }
        return best;
    }

    private static List<String> naiveGreedy(List<Candidate> candidates, double diversity) {
        List<Candidate> left = new ArrayList<>(candidates);
        List<Candidate> chosen = new ArrayList<>();
        double range = range(candidates);
        while (chosen.size() < COUNT) {
            Candidate best = left.stream()
                    .max(Comparator.comparingDouble(
                            candidate -> candidate.item().score() / range
                                    + diversity
                                            * chosen.stream()
                                                    .filter(other -> other.category() != candidate.category())
                                                    .count()))
                    .orElseThrow();
            chosen.add(best);
            left.remove(best);
        }
        return chosen.stream().map(candidate -> candidate.item().item()).toList();
    }

    private static double objective(List<Candidate> subset, List<Candidate> all, double diversity) {
        return subset.stream()
                                .mapToDouble(candidate -> candidate.item().score())
                                .sum()
                        / range(all)
                + diversity * differingPairs(subset);
    }

    private static double range(List<Candidate> all) {
        double[] scores =
                all.stream().mapToDouble(c -> c.item().score()).sorted().toArray();
        return scores[scores.length - 1] - scores[0];
    }

    private static long differingPairs(List<Candidate> subset) {
        long pairs = 0;
        for (int i = 0; i < subset.size(); i++) {
            for (int j = 0; j < i; j++) {
                pairs += subset.get(i).category() == subset.get(j).category() ? 0 : 1;
            }
        }
        return pairs;
    }

    private static List<Candidate> subset(List<Candidate> candidates, List<ScoredItem> chosen) {
        return candidates.stream()
                .filter(candidate -> chosen.contains(candidate.item()))
                .toList();
    }

    private static List<String> ids(List<ScoredItem> chosen) {
        return chosen.stream().map(ScoredItem::item).toList();
    }
}
