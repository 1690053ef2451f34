package io.sinestream.model.sine;

/**
 * The parts a learner is saved in: a core, written whole, and what grows with the data, of which only changes are written:
 * items and remembered views, each under its key. Put together again, core first, it goes on bit for bit.
 */
public final class LearnerParts {
    private final LearnerState state;
    private final LearnedModel model;

    LearnerParts(LearnerState state, LearnedModel model) {
        this.state = state;
        this.model = model;
    }

    /** Everything but the items and the remembered views. */
    public byte[] core() {
        return state.save(model);
    }

    /** Hands over the items that changed since the last call. */
    public void drainRows(RowSink sink) {
        model.items().drainChanges(sink);
    }

    /** Hands over the views that were remembered since the last call, and the numbers of those forgotten. */
    public void drainViews(RowSink sink) {
        state.remembered().drainChanges(sink);
    }

    /**
     * Puts back what {@link #core} gave.
     *
     * @throws IllegalStateException when it is of another model or version, or damaged
     */
    public void restoreCore(byte[] bytes) {
        state.restore(bytes, model);
    }

    /**
     * Puts back an item that {@link #drainRows} handed over.
     *
     * @throws IllegalStateException when it is of another model or version, or damaged
     */
    public void restoreRow(long key, byte[] row) {
        model.items().restore(key, row);
    }

    /**
     * Puts back a view that {@link #drainViews} handed over.
     *
     * @throws IllegalStateException when it is of another version, or damaged
     */
    public void restoreView(long number, byte[] view) {
        state.remembered().restore(number, view);
    }

    /**
     * To be called when all was put back.
     *
     * @throws IllegalStateException when a remembered view is missing
     */
    public void requireWhole() {
        state.remembered().requireWhole();
    }
}
