package io.sinestream.model.sine;

import ai.djl.ndarray.NDManager;
import io.sinestream.model.TrainingExample;
import java.util.List;

/** Takes a training step on the views that wait and on some remembered ones, testing the former in the same pass. */
final class StepTrainer {
    private final LearnerState state;
    private final LearnedModel model;
    private final BatchAssembler assembler;
    private final ViewTester tester;
    private final long seed;

    StepTrainer(LearnerState state, LearnedModel model, BatchAssembler assembler, ViewTester tester, long seed) {
        this.state = state;
        this.model = model;
        this.assembler = assembler;
        this.tester = tester;
        this.seed = seed;
    }

    /**
     * Trains, then remembers, the views that wait; they are still pending when this returns.
     *
     * @param rate multiplies the learning rates
     * @return the rows that were read
     */
    BatchRows step(double rate, LearnerOutput out) {
        List<PendingBatch.View> views = state.pending().trainingViews();
        BatchRows rows = new BatchRows(model.items());
        long number = state.counts().steps() + 1;
        try (NDManager call = model.newManager()) {
            List<TrainingExample> again = state.remembered().draw(seed, number);
            SineBatch batch = assembler.training(views, again, rows, number);
            Step step = model.step(call, batch, rows);
            tester.report(views, LearnedModel.floats(step.scores()), batch.candidatesPerWindow(), out);
            count(step, model.update(step, rows, number, rate), views.size(), again.size());
        }
        views.forEach(view -> rate(view.example));
        views.forEach(view -> state.remembered().add(view.example));
        return rows;
    }

    /** Only here, after the view was tested: what is counted at its arrival would know the answer. */
    private void rate(TrainingExample view) {
        model.items().rate(view.target());
        for (long skip : view.skips()) {
            model.items().rate(skip);
        }
    }

    private void count(Step step, boolean applied, int views, int again) {
        LearnerCounts counts = state.counts();
        if (applied) {
            counts.add(LearnerCount.STEPS);
            counts.add(LearnerCount.EXAMPLES_TRAINED, views);
            counts.add(LearnerCount.EXAMPLES_REHEARSED, again);
            state.losses().add(step);
        } else {
            counts.add(LearnerCount.DROPPED_STEPS);
        }
    }
}
