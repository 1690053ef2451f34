package io.sinestream.model.sine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/**
 * The inputs of a golden case: rows of L positions with a target at each.
 *
 * @param windows B
 * @param length L
 */
record GoldenBatch(
        int windows, int length, int[] history, int[] historySkip, int[] target, int[] negative, int[] skip) {
    static GoldenBatch of(JsonNode inputs) {
        Tensor history = Tensor.of(inputs.get("history"));
        return new GoldenBatch(
                (int) history.shape()[0],
                (int) history.shape()[1],
                history.integers(),
                Tensor.of(inputs.get("history_skip")).integers(),
                Tensor.of(inputs.get("target")).integers(),
                Tensor.of(inputs.get("negative")).integers(),
                Tensor.of(inputs.get("skip")).integers());
    }

    /** The last {@code n} positions, every row trained. */
    SineBatch everyRow(int n) {
        return new SineBatch(
                windows,
                n,
                last(history, n),
                last(historySkip, n),
                last(target, n),
                last(negative, n),
                1,
                last(skip, n),
                0,
                new int[0],
                0);
    }

    /** The last {@code n} positions, the last row trained. */
    SineBatch lastRow(int n) {
        return new SineBatch(
                windows,
                n,
                last(history, n),
                last(historySkip, n),
                last(target, 1),
                last(negative, 1),
                1,
                last(skip, 1),
                0,
                new int[0],
                0);
    }

    /** Whether nothing but the last row has a target. */
    boolean onlyLastRow() {
        return Arrays.stream(target).filter(i -> i != 0).count()
                == Arrays.stream(last(target, 1)).filter(i -> i != 0).count();
    }

    /** Positions that the longest history takes, at least one. */
    int longest() {
        return longest(history, length);
    }

    static int longest(int[] history, int length) {
        int longest = 1;
        for (int i = 0; i < history.length; i++) {
            longest = history[i] == 0 ? longest : Math.max(longest, length - i % length);
        }
        return longest;
    }

    int[] last(int[] values, int n) {
        return last(values, length, n);
    }

    /** The last {@code n} of each row of {@code length}. */
    static int[] last(int[] values, int length, int n) {
        int rows = values.length / length;
        int[] cut = new int[rows * n];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * length + length - n, cut, row * n, n);
        }
        return cut;
    }
}
