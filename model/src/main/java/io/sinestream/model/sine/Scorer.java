package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.sinestream.model.TrainingExample;
import java.util.Arrays;
import java.util.List;

/** Scores candidates as a reader would with what is learned now; changes nothing. For evaluation. */
final class Scorer {
    private final LearnedModel model;
    private final BatchAssembler assembler;
    private final SkipReaction reaction;

    Scorer(LearnedModel model, BatchAssembler assembler, double skipReaction) {
        this.model = model;
        this.assembler = assembler;
        this.reaction = new SkipReaction(model, skipReaction);
    }

    /** Scores of the view, of its run's skips and of the random items that are asked for, with the window before the run. */
    float[] candidates(TrainingExample view) {
        try (NDManager call = model.newManager()) {
            BatchRows rows = new BatchRows(model.items());
            return model.scores(call, assembler.test(view, rows), rows);
        }
    }

    /**
     * Scores of the view and of its run's skips, each with the vectors that readers had when it was shown: turned away from
     * the skips before it.
     */
    float[] asShown(TrainingExample view) {
        int k = model.settings().interests();
        float[] interests;
        try (NDManager call = model.newManager()) {
            BatchRows rows = new BatchRows(model.items());
            NDArray encoded =
                    model.encode(call, assembler.test(view, rows), rows).interests();
            interests = LearnedModel.floats(encoded);
        }
        float[] scores = new float[1 + view.skips().length];
        for (int shown = 0; shown < scores.length; shown++) {
            boolean isView = shown == view.skips().length;
            float[] turned = interests.clone();
            float[] relevance = new float[k];
            reaction.to(Arrays.copyOf(view.skips(), shown), turned, relevance);
            long item = isView ? view.target() : view.skips()[shown];
            scores[isView ? 0 : shown + 1] = (float) score(turned, relevance, item);
        }
        return scores;
    }

    /** What readers get of a user with this view. */
    UserVectors window(TrainingExample view) {
        try (NDManager call = model.newManager()) {
            BatchRows rows = new BatchRows(model.items());
            Encoded encoded = model.encode(call, assembler.windows(List.of(view), rows), rows);
            NDArray relevance = encoded.relevance();
            return new UserVectors(
                    view,
                    view.history().length + 1,
                    LearnedModel.floats(encoded.interests()),
                    relevance == null ? new float[model.settings().interests()] : LearnedModel.floats(relevance),
                    0);
        }
    }

    /** The same turned away from the skips that the view's place tells of. */
    UserVectors reacting(UserVectors user) {
        return reaction.of(user);
    }

    /** Score of an item for a user, 0 for one that is not known. */
    double score(UserVectors user, long item) {
        return score(user.vectors(), user.relevance(), item);
    }

    ItemTable items() {
        return model.items();
    }

    private double score(float[] interests, float[] relevance, long item) {
        int row = model.items().rowOf(item);
        if (row == ItemTable.ABSENT) {
            return 0;
        }
        float[] vector = model.items().vector(row);
        return FusedScore.of(model.settings().fusion(), interests, relevance, vector, model.itemRelevance(vector));
    }
}
