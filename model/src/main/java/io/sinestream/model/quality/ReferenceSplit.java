package io.sinestream.model.quality;

import java.util.ArrayList;
import java.util.List;

/**
 * The authors' split of one user's events: the last positive is tested, the one before validates, the rest train. Rows are
 * aligned at the end and padded with 0 in front to the window's length.
 *
 * <p>As in the released code a trained skip is the event immediately before its target; earlier skips of the run are
 * dropped, and training keeps the last {@code window - 2} positives, the first of them without its skip when there are that
 * many. Candidates are the target and the skips between its neighbouring positives, latest first.
 *
 * @param trainItems positives and the skips right before them, in order, unpadded
 * @param trainFeedback 1 for a positive in {@code trainItems}, 0 for a skip
 * @param trainHistory the positives that have a successor
 * @param trainTarget the successor of each
 * @param trainSkip the skip right before the successor, 0 when none
 * @param validation what is scored for model selection
 * @param test what is scored for the figures of the paper
 */
public record ReferenceSplit(
        int[] trainItems,
        int[] trainFeedback,
        int[] trainHistory,
        int[] trainTarget,
        int[] trainSkip,
        Evaluation validation,
        Evaluation test) {
    private static final int HELD_OUT = 2;

    /**
     * One scored instance.
     *
     * @param history positives before the target, padded in front to the window's length
     * @param candidates the target, then the skips near it, latest first
     */
    public record Evaluation(int[] history, int[] candidates) {}

    /**
     * Splits a user's events.
     *
     * @param items item of each event in order of time, from 1
     * @param positive whether the event is an effective view; else it is a skip
     * @param window positions of the padded rows, at least 3
     * @throws IllegalArgumentException with fewer than two positives, which leave nothing to hold out
     */
    public static ReferenceSplit of(int[] items, boolean[] positive, int window) {
        List<Integer> at = new ArrayList<>();
        for (int i = 0; i < items.length; i++) {
            if (positive[i]) {
                at.add(i);
            }
        }
        if (at.size() < HELD_OUT || window <= HELD_OUT) {
            throw new IllegalArgumentException("a user has " + at.size() + " positives and the window is " + window
                    + ", must be at least 2 and 3: drop the user or widen the window");
        }
        int trained = at.size() - HELD_OUT;
        int first = Math.max(0, trained - (window - HELD_OUT));
        List<Integer> sequence = new ArrayList<>();
        List<Integer> feedback = new ArrayList<>();
        List<Integer> views = new ArrayList<>();
        List<Integer> skips = new ArrayList<>();
        for (int p = first; p < trained; p++) {
            int skip = skipBefore(items, positive, at.get(p));
            if (skip != 0 && (p > first || trained < window - HELD_OUT)) {
                sequence.add(skip);
                feedback.add(0);
            }
            sequence.add(items[at.get(p)]);
            feedback.add(1);
            views.add(items[at.get(p)]);
            skips.add(skip);
        }
        List<Integer> withValidation = new ArrayList<>(views);
        withValidation.add(items[at.get(trained)]);
        int successors = Math.max(0, views.size() - 1);
        return new ReferenceSplit(
                unpadded(sequence),
                unpadded(feedback),
                padded(views.subList(0, successors), window),
                padded(views.subList(views.size() - successors, views.size()), window),
                padded(skips.subList(views.size() - successors, views.size()), window),
                new Evaluation(padded(views, window), candidates(items, positive, at.get(trained))),
                new Evaluation(padded(withValidation, window), candidates(items, positive, at.get(trained + 1))));
    }

    private static int skipBefore(int[] items, boolean[] positive, int at) {
        return at > 0 && !positive[at - 1] ? items[at - 1] : 0;
    }

    private static int[] candidates(int[] items, boolean[] positive, int target) {
        int last = target;
        while (last + 1 < items.length && !positive[last + 1]) {
            last++;
        }
        List<Integer> candidates = new ArrayList<>();
        candidates.add(items[target]);
        for (int i = last; i >= 0 && (i >= target || !positive[i]); i--) {
            if (i != target) {
                candidates.add(items[i]);
            }
        }
        return unpadded(candidates);
    }

    private static int[] padded(List<Integer> values, int window) {
        int[] row = new int[window];
        for (int i = 0; i < values.size(); i++) {
            row[window - values.size() + i] = values.get(i);
        }
        return row;
    }

    private static int[] unpadded(List<Integer> values) {
        return values.stream().mapToInt(i -> i).toArray();
    }
}
