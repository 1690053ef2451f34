package io.sinestream.model.sine;

/** A learner as checkpoints keep it: the newest core, and the changes of items and remembered views on top of each other. */
final class SavedLearner {
    final SavedRows rows = new SavedRows();
    final SavedRows views = new SavedRows();
    byte[] core = new byte[0];

    void save(SineLearner learner) {
        learner.parts().drainRows(rows);
        learner.parts().drainViews(views);
        core = learner.parts().core();
    }

    void restore(SineLearner learner) {
        learner.parts().restoreCore(core);
        rows.rows.forEach(learner.parts()::restoreRow);
        views.rows.forEach(learner.parts()::restoreView);
        learner.parts().requireWhole();
    }
}
