package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import java.util.Collection;
import java.util.List;

/**
 * Turns views into the index arrays of a {@link SineBatch}. Windows are aligned at the end and as long as the batch's
 * longest. Axis legend: B views, n positions, C candidates (the target, then the run's skips).
 */
final class BatchAssembler {
    private final SineSettings model;
    private final NegativeSampler negatives;

    BatchAssembler(SineSettings model, NegativeSampler negatives) {
        this.model = model;
        this.negatives = negatives;
    }

    /** Views to be tested and trained: the window before the view predicts it at the last position. */
    SineBatch training(List<PendingBatch.View> views, BatchRows rows, long step) {
        int size = views.size();
        SineBatch tested = test(views, rows);
        int[] targets = new int[size];
        int[] randoms = new int[size];
        int[] skips = new int[size];
        for (int b = 0; b < size; b++) {
            TrainingExample example = views.get(b).example;
            targets[b] = rows.numberOf(example.target());
            randoms[b] = rows.number(negatives.draw(example, 0));
            skips[b] = rows.numberOf(example.nearestSkip());
        }
        return new SineBatch(
                size,
                tested.length(),
                tested.history(),
                tested.historySkips(),
                targets,
                randoms,
                1,
                skips,
                tested.candidatesPerWindow(),
                tested.candidates(),
                step);
    }

    /** Views to be tested: the window before the view, candidates the view and the run's skips. */
    SineBatch test(List<PendingBatch.View> views, BatchRows rows) {
        int size = views.size();
        int length = 1;
        int candidates = 1;
        for (PendingBatch.View view : views) {
            length = Math.max(length, view.example.history().length);
            candidates = Math.max(candidates, 1 + view.example.skips().length);
        }
        length = Math.min(length, model.window());
        Windows windows = new Windows(size, length, rows);
        int[] candidate = new int[size * candidates];
        for (int b = 0; b < size; b++) {
            TrainingExample example = views.get(b).example;
            windows.put(b, example, 0);
            candidate[b * candidates] = rows.numberOf(example.target());
            for (int s = 0; s < example.skips().length; s++) {
                candidate[b * candidates + 1 + s] = rows.numberOf(example.skips()[s]);
            }
        }
        return SineBatch.scored(size, length, windows.history, windows.skips, candidates, candidate);
    }

    /** Windows with the view inside, newest at the end: what is emitted. */
    SineBatch windows(Collection<TrainingExample> examples, BatchRows rows) {
        int length = 1;
        for (TrainingExample example : examples) {
            length = Math.max(length, example.history().length + 1);
        }
        length = Math.min(length, model.window());
        Windows windows = new Windows(examples.size(), length, rows);
        int b = 0;
        for (TrainingExample example : examples) {
            windows.put(b, example, 1);
            windows.putLast(b, example.target(), example.nearestSkip());
            b++;
        }
        return SineBatch.windows(examples.size(), length, windows.history, windows.skips);
    }

    /** The history arrays of a batch. */
    private final class Windows {
        private final int length;
        private final BatchRows rows;
        private final int[] history;
        private final int[] skips;

        Windows(int size, int length, BatchRows rows) {
            this.length = length;
            this.rows = rows;
            this.history = new int[size * length];
            this.skips = new int[size * length];
        }

        /** Puts the end of a history before the last {@code free} positions. */
        void put(int b, TrainingExample example, int free) {
            int n = Math.min(example.history().length, length - free);
            int from = example.history().length - n;
            int at = b * length + length - free - n;
            for (int i = 0; i < n; i++) {
                put(at + i, example.history()[from + i], example.historySkips()[from + i]);
            }
        }

        void putLast(int b, long item, long skip) {
            put(b * length + length - 1, item, skip);
        }

        private void put(int at, long item, long skip) {
            history[at] = rows.numberOf(item);
            // Only the intents of eq. 4 read the skips: without them their rows need not travel.
            skips[at] = model.beta() == SineSettings.Beta.OFF ? BatchRows.PADDING : rows.numberOf(skip);
        }
    }
}
