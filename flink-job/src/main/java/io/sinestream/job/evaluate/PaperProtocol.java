package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.NoReaders;
import io.sinestream.model.sine.SineLearner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * How SINE's authors measure: a log is {@linkplain HeldOut split} by users, what trains is learned over and over, and the
 * test is read off at the epoch that validates best. Not as theirs: one view is one example, where they train windows
 * whole; random items are drawn anew in each epoch; it ends after {@value #PATIENCE} epochs in a row without a better one.
 */
final class PaperProtocol {
    private static final int PATIENCE = 20;

    private final HeldOut log = new HeldOut();
    private final SineLearner learner;
    private final int epochs;

    PaperProtocol(SineLearner learner, int epochs) {
        this.learner = learner;
        this.epochs = epochs;
    }

    /** Takes the next view of the log, or word of skips. */
    void take(TrainingExample example) {
        log.take(example);
    }

    /** Trains; the figures of the test at the best epoch, and which that was. */
    SortedMap<String, Double> figures() {
        List<TrainingExample> training = log.training();
        List<TrainingExample> validation = log.validation();
        List<TrainingExample> known = new ArrayList<>(training);
        known.addAll(validation);
        List<TrainingExample> test = log.test();
        Best best = new Best(0, Double.NEGATIVE_INFINITY, measured(test, known).figures());
        for (int epoch = 1; epoch <= epochs && epoch - best.epoch <= PATIENCE; epoch++) {
            for (TrainingExample view : training) {
                learner.add(view.named(view.eventId() + '/' + epoch), new NoReaders());
            }
            learner.finish(new NoReaders());
            double auc = measured(validation, training).figures().getOrDefault("all.model.auc", Double.NaN);
            if (auc > best.validation) {
                best = new Best(epoch, auc, measured(test, known).figures());
            }
        }
        best.test.put("bestEpoch", (double) best.epoch);
        best.test.put("validation.auc", best.validation);
        return best.test;
    }

    private record Best(int epoch, double validation, SortedMap<String, Double> test) {}

    /** @param known what the item's own rates are counted from */
    private Tally measured(List<TrainingExample> heldOut, List<TrainingExample> known) {
        Tally tally = new Tally();
        known.forEach(tally::untested);
        for (TrainingExample view : heldOut) {
            float[] scores = learner.scores(view);
            int skips = view.skips().length;
            tally.tested(view, scores[0], Arrays.copyOfRange(scores, 1, 1 + skips), 0);
            tally.comparedWithRandom(view, scores[0], Arrays.copyOfRange(scores, 1 + skips, scores.length));
        }
        return tally;
    }
}
