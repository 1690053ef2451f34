package io.sinestream.model.sine;

import ai.djl.ndarray.NDManager;
import io.sinestream.model.TrainingExample;
import java.util.Arrays;
import java.util.List;

/**
 * Tests each view once, with the weights before the step that learns it: the view's score and those of the skips before it
 * go to the figures, to the guard of publishing and to the output. Axis legend: B views, C candidates of each.
 */
final class ViewTester {
    private final LearnerState state;
    private final LearnedModel model;
    private final BatchAssembler assembler;
    private final Measurement measurement;
    private final Publisher publisher;
    private int randomCandidates;

    ViewTester(
            LearnerState state,
            LearnedModel model,
            BatchAssembler assembler,
            Measurement measurement,
            Publisher publisher) {
        this.state = state;
        this.model = model;
        this.assembler = assembler;
        this.measurement = measurement;
        this.publisher = publisher;
    }

    /** From now on every tested view is compared with random items, too. */
    void compareWithRandom(int items) {
        randomCandidates = items;
        assembler.addCandidates(items);
    }

    /** Tests the views that wait for their step. */
    void testWaiting(LearnerOutput out) {
        List<PendingBatch.View> untested = state.pending().trainingViews().stream()
                .filter(view -> !view.tested)
                .toList();
        if (!untested.isEmpty()) {
            try (NDManager call = model.newManager()) {
                BatchRows rows = new BatchRows(model.items());
                SineBatch batch = assembler.test(untested, rows);
                report(untested, model.scores(call, batch, rows), batch.candidatesPerWindow(), out);
            }
        }
    }

    /**
     * Tells of those views that were not tested yet.
     *
     * @param scores (B, C), the view's own first, then its skips', then random items'
     * @param columns C
     */
    void report(List<PendingBatch.View> views, float[] scores, int columns, LearnerOutput out) {
        for (int b = 0; b < views.size(); b++) {
            PendingBatch.View view = views.get(b);
            if (!view.tested) {
                view.tested = true;
                int first = b * columns;
                int tested = first + 1 + view.example.skips().length;
                report(view, Arrays.copyOfRange(scores, first, tested), out);
                if (randomCandidates > 0) {
                    float[] randoms = Arrays.copyOfRange(scores, tested, tested + randomCandidates);
                    out.comparedWithRandom(view.example, scores[first], randoms);
                }
            }
        }
        if (state.guard().hasTurned()) {
            boolean paused = state.guard().isPaused();
            state.counts().add(LearnerCount.PUBLISHING_PAUSES, paused ? 1 : 0);
            out.publishing(paused, state.guard().reason());
        }
    }

    /** @param scores of the view, then of its skips */
    private void report(PendingBatch.View tested, float[] scores, LearnerOutput out) {
        if (!Publisher.isFinite(scores)) {
            state.counts().add(LearnerCount.UNTESTABLE_VIEWS);
            return;
        }
        float[] skips = Arrays.copyOfRange(scores, 1, scores.length);
        TrainingExample view = tested.example;
        measurement.tested(tested, scores[0], skips);
        state.guard().add(scores[0], skips);
        publisher.tested(view, scores[0], skips, out);
        out.tested(view, scores[0], skips, state.counts().steps());
    }
}
