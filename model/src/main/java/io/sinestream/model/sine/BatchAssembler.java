package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Turns views into the index arrays of a {@link SineBatch}. Windows are aligned at the end and as long as the batch's
 * longest. Axis legend: B views, n positions, N random items and S skips per target, C candidates (the target, then the
 * run's skips).
 */
final class BatchAssembler {
    private final SineSettings model;
    private final PairSettings pairs;
    private final NegativeSampler negatives;
    private int extraCandidates;

    BatchAssembler(SineSettings model, PairSettings pairs, NegativeSampler negatives) {
        this.model = model;
        this.pairs = pairs;
        this.negatives = negatives;
    }

    /** From now on every tested view has that many random items as candidates, too, after its skips. */
    void addCandidates(int randoms) {
        extraCandidates = randoms;
    }

    /**
     * Views to be tested and trained: the window before the view predicts it at the last position.
     *
     * @param again views that are only trained, once more; rows of the batch after the others
     */
    SineBatch training(List<PendingBatch.View> views, List<TrainingExample> again, BatchRows rows, long step) {
        List<TrainingExample> examples = new ArrayList<>(examples(views));
        examples.addAll(again);
        SineBatch tested = test(examples, views.size(), rows);
        int size = examples.size();
        int[] targets = new int[size];
        int[] randoms = new int[size * pairs.randoms()];
        int perTarget = Math.min(pairs.skips(), longestRun(examples));
        int[] skips = new int[size * perTarget];
        for (int b = 0; b < size; b++) {
            TrainingExample example = examples.get(b);
            targets[b] = rows.numberOf(example.target());
            long draw = b < views.size() ? 0 : step * pairs.randoms();
            for (int n = 0; n < pairs.randoms(); n++) {
                randoms[b * pairs.randoms() + n] = random(example, draw + n, rows);
            }
            int run = example.skips().length;
            for (int s = 0; s < Math.min(run, perTarget); s++) {
                skips[b * perTarget + s] = rows.numberOf(example.skips()[run - 1 - s]);
            }
        }
        return new SineBatch(
                size,
                tested.length(),
                tested.history(),
                tested.historySkips(),
                targets,
                randoms,
                perTarget,
                skips,
                tested.candidatesPerWindow(),
                tested.candidates(),
                step);
    }

    private static List<TrainingExample> examples(List<PendingBatch.View> views) {
        return views.stream().map(view -> view.example).toList();
    }

    private static int longestRun(List<TrainingExample> examples) {
        return examples.stream()
                .mapToInt(example -> example.skips().length)
                .max()
                .orElse(0);
    }

    private int random(TrainingExample example, long draw, BatchRows rows) {
        boolean isSkip = model.negatives() == SineSettings.Negatives.RANDOM_OR_SKIP
                && example.skips().length > 0
                && negatives.tossesCoin(example, draw);
        return isSkip ? rows.numberOf(example.nearestSkip()) : rows.number(negatives.draw(example, draw));
    }

    /** Views to be tested: the window before the view, candidates the view and the run's skips. */
    SineBatch test(List<PendingBatch.View> views, BatchRows rows) {
        return test(examples(views), views.size(), rows);
    }

    /** One view to be scored. */
    SineBatch test(TrainingExample view, BatchRows rows) {
        return test(List.of(view), 1, rows);
    }

    /** @param tested how many of the views, from the first, have candidates */
    private SineBatch test(List<TrainingExample> examples, int tested, BatchRows rows) {
        int size = examples.size();
        int length = 1;
        for (TrainingExample example : examples) {
            length = Math.max(length, example.history().length);
        }
        length = Math.min(length, model.window());
        int candidates = 1 + longestRun(examples.subList(0, tested)) + extraCandidates;
        Windows windows = new Windows(size, length, rows);
        int[] candidate = new int[size * candidates];
        for (int b = 0; b < size; b++) {
            TrainingExample example = examples.get(b);
            windows.put(b, example, 0);
            if (b < tested) {
                int at = b * candidates;
                candidate[at++] = rows.numberOf(example.target());
                for (long skip : example.skips()) {
                    candidate[at++] = rows.numberOf(skip);
                }
                for (int r = 0; r < extraCandidates; r++) {
                    candidate[at++] = rows.number(negatives.draw(example, -1L - r));
                }
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
            // Rows first, by themselves: fetches from memory that nothing waits for overlap.
            rows.find(example.history(), from, history, at, n);
            for (int i = 0; i < n; i++) {
                history[at + i] = rows.number(history[at + i]);
                skips[at + i] = skip(example.historySkips()[from + i]);
            }
        }

        void putLast(int b, long item, long skip) {
            int at = b * length + length - 1;
            history[at] = rows.numberOf(item);
            skips[at] = skip(skip);
        }

        /** Only the intents of eq. 4 read the skips: without them their rows need not travel. */
        private int skip(long key) {
            return model.beta() == SineSettings.Beta.OFF ? BatchRows.PADDING : rows.numberOf(key);
        }
    }
}
