package io.sinestream.model.sine;

/**
 * One batch of windows and what they are trained on or scored for. Items are rows of the batch's own item matrix: 0 is
 * padding, 1 to U its distinct items.
 *
 * <p>B windows; n positions computed, the last n of the L positions of a window; T targets per window, 1 (the last row) or n
 * (every row); N random items and S skips per target; C candidates per window. Rows are aligned at the end and padded with 0 in front. The
 * arrays are not copied: the caller leaves them alone until the step is done.
 *
 * @param size B
 * @param length n, at most L; at least the longest history here
 * @param history (B, n) what the encoder sees
 * @param historySkips (B, n) the skip right before each history item, 0 for none; only a {@link SineSettings.Beta} reads it
 * @param targets (B, T) the item after each row, 0 for none; empty when nothing is trained
 * @param negatives (B, T, N) the random items L1 compares with, their losses averaged per target; 0 where there are fewer
 * @param skipsPerTarget S
 * @param skips (B, T, S) the skips L2 compares with, their losses averaged per target; 0 where there are fewer
 * @param candidatesPerWindow C
 * @param candidates (B, C) items to be scored from the last row, 0 where there are fewer
 * @param seed of the dropout masks; the number of the step, say
 */
record SineBatch(
        int size,
        int length,
        int[] history,
        int[] historySkips,
        int[] targets,
        int[] negatives,
        int skipsPerTarget,
        int[] skips,
        int candidatesPerWindow,
        int[] candidates,
        long seed) {

    SineBatch {
        check("history", history.length, size * length);
        check("historySkips", historySkips.length, size * length);
        check("negatives", negatives.length, targets.length * randomsPerTarget(negatives, targets));
        check("skips", skips.length, targets.length * skipsPerTarget);
        check("candidates", candidates.length, size * candidatesPerWindow);
        if (targets.length != 0 && targets.length != size && targets.length != size * length) {
            throw new IllegalArgumentException("targets has " + targets.length + " entries, must be 0, " + size + " or "
                    + size * length + ": one per window or one per row");
        }
    }

    /** Windows to be encoded, without targets or candidates. */
    static SineBatch windows(int size, int length, int[] history, int[] historySkips) {
        return scored(size, length, history, historySkips, 0, new int[0]);
    }

    /** Windows to be scored for candidates, without targets. */
    static SineBatch scored(
            int size, int length, int[] history, int[] historySkips, int candidatesPerWindow, int[] candidates) {
        int[] none = {};
        return new SineBatch(
                size, length, history, historySkips, none, none, 0, none, candidatesPerWindow, candidates, 0);
    }

    /** T, targets per window; 0 when nothing is trained. */
    int targetsPerWindow() {
        return size == 0 ? 0 : targets.length / size;
    }

    /** N, at least 1. */
    int randomsPerTarget() {
        return randomsPerTarget(negatives, targets);
    }

    private static int randomsPerTarget(int[] negatives, int[] targets) {
        return targets.length == 0 ? 1 : Math.max(1, negatives.length / targets.length);
    }

    private static void check(String name, int length, int expected) {
        if (length != expected) {
            throw new IllegalArgumentException(
                    name + " has " + length + " entries, must be " + expected + ": pad every row to the same length");
        }
    }
}
