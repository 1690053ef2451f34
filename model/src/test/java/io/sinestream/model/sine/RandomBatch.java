package io.sinestream.model.sine;

import io.sinestream.model.Mix;

/** Batches of random shape and content: histories of any length, empty ones among them, targets with and without skips. */
final class RandomBatch {
    private final long seed;
    private final int items;
    private long drawn;

    RandomBatch(long seed, int items) {
        this.seed = seed;
        this.items = items;
    }

    /** Uniform from {@code low} to {@code high}. */
    int between(int low, int high) {
        return low + Mix.below(Mix.at(seed, drawn++), high - low + 1);
    }

    /** A random item. */
    int item() {
        return between(1, items);
    }

    /** An item, or none in a third of the draws. */
    int itemOrNone() {
        return between(0, 2) == 0 ? 0 : item();
    }

    /** Windows with one target at the last row, or with one at each row that has an item. */
    SineBatch train(int windows, int length, boolean everyRow, int skipsPerTarget, int candidates) {
        int t = everyRow ? length : 1;
        int[] history = history(windows, length);
        int[] historySkips = new int[history.length];
        for (int i = 0; i < history.length; i++) {
            historySkips[i] = history[i] == 0 ? 0 : itemOrNone();
        }
        int[] targets = new int[windows * t];
        int[] negatives = new int[windows * t];
        int[] skips = new int[windows * t * skipsPerTarget];
        for (int row = 0; row < targets.length; row++) {
            boolean trains = !everyRow || history[row] != 0 || row == 0;
            targets[row] = trains ? item() : 0;
            negatives[row] = trains ? item() : 0;
            for (int s = 0; s < skipsPerTarget && trains; s++) {
                skips[row * skipsPerTarget + s] = itemOrNone();
            }
        }
        int[] scored = new int[windows * candidates];
        for (int i = 0; i < scored.length; i++) {
            scored[i] = item();
        }
        return new SineBatch(
                windows,
                length,
                history,
                historySkips,
                targets,
                negatives,
                skipsPerTarget,
                skips,
                candidates,
                scored,
                between(0, 1000));
    }

    private int[] history(int windows, int length) {
        int[] history = new int[windows * length];
        for (int window = 0; window < windows; window++) {
            for (int at = length - between(0, length); at < length; at++) {
                history[window * length + at] = item();
            }
        }
        return history;
    }
}
