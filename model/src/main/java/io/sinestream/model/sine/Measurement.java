package io.sinestream.model.sine;

import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.Scores;
import io.sinestream.model.quality.TestedView;

/**
 * Keeps the score of the learner and of popularity beside it. Nothing that is learned depends on it, so it can be stopped to
 * see what it costs.
 */
final class Measurement {
    private final ItemTable items;
    private final LearnerState state;
    private boolean isStopped;

    Measurement(ItemTable items, LearnerState state) {
        this.items = items;
        this.state = state;
    }

    /** From now on nothing is measured. */
    void stop() {
        isStopped = true;
    }

    /** What is known of the view's candidates; to be asked before they are sighted. */
    Standing before(TrainingExample view) {
        return isStopped ? Standing.unknown(view) : Standing.of(view, items);
    }

    void tested(PendingBatch.View tested, float target, float[] skips) {
        if (isStopped) {
            return;
        }
        TrainingExample view = tested.example;
        state.quality()
                .add(new TestedView(
                        ItemKey.of(view.user()),
                        view.eventTimeMillis(),
                        view.history().length,
                        tested.standing.sightings(),
                        new Scores(target, skips),
                        tested.standing.popularity()));
    }
}
