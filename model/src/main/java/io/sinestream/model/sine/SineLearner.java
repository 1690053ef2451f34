package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.StreamQuality;
import io.sinestream.model.quality.TestThenTrainQuality;
import java.nio.file.Path;

/**
 * The learner: tests, trains and emits in one pass over a stream of effective views, and owns everything learned — dense
 * weights, open vocabulary, optimiser moments, pending batch, quality totals.
 *
 * <p>A step is taken at a full batch, cut by count in order of arrival, so the same views in the same order with the same
 * seed give the same bits. {@link #linger} tests and emits what waits without training on it: weights change at steps
 * alone, so when a view is tested does not matter: each is with the weights before its step, and emitted with the newest.
 *
 * <p>One thread owns it, engine calls included. Outputs are called on that thread.
 */
public final class SineLearner implements AutoCloseable {
    /** First views train nobody: where only new users come they would pile up. */
    private static final int MOST_WAITING_PER_EXAMPLE = 64;

    private final LearnerSettings settings;
    private final LearnerState state;
    private final LearnerCounts counts;
    private final LearnedModel model;
    private final Publisher publisher;
    private final Measurement measurement;
    private final Scorer scorer;
    private final ViewTester tester;
    private final StepTrainer trainer;
    private int mostUsersWaiting;

    /**
     * The learner whose core was saved, items still to be restored; for looking at it, whatever the settings were.
     *
     * @throws IllegalStateException when the core is of another version, or damaged
     */
    public static SineLearner ofState(byte[] core) {
        LearnerState.Origin origin = LearnerState.origin(core);
        SineLearner learner = new SineLearner(
                origin.model(), LearnerSettings.streaming(0).with(origin.rowOptimiser(), origin.precision()));
        learner.parts().restoreCore(core);
        return learner;
    }

    /** A learner that has seen nothing: weights from the seed, no items; on the first GPU that is there, else the CPU. */
    public SineLearner(SineSettings model, LearnerSettings settings) {
        this(model, settings, ComputeDevice.automatic());
    }

    /**
     * The same on a device of one's choice.
     *
     * @throws IllegalStateException when a GPU was asked for that is not there
     */
    public SineLearner(SineSettings model, LearnerSettings settings, ComputeDevice device) {
        this.settings = settings;
        this.state = new LearnerState(Lineage.ofSeed(model, settings), settings);
        this.counts = state.counts();
        this.model = new LearnedModel(model, settings, counts, device);
        this.measurement = new Measurement(this.model.items(), state);
        BatchAssembler assembler =
                new BatchAssembler(model, settings.pairs(), new NegativeSampler(this.model.items(), settings.seed()));
        this.scorer = new Scorer(this.model, assembler, settings.skipReaction());
        this.publisher = new Publisher(
                this.model, assembler, counts, state.guard(), settings.publishing(), settings.skipReaction());
        this.tester = new ViewTester(state, this.model, assembler, measurement, publisher);
        this.trainer = new StepTrainer(state, this.model, assembler, tester, settings.seed());
    }

    /**
     * Takes the next view; a full batch is tested, trained and emitted before this returns. Word that a user is to be
     * forgotten withdraws their vectors; their views that wait are trained without a name and not emitted. Word of
     * an item makes it known; word of skips moves their user's vectors and teaches nothing.
     */
    public void add(TrainingExample view, LearnerOutput out) {
        if (view.forgetsUser()) {
            state.pending().forget(view.user());
            publisher.gone(view.user(), out);
            return;
        }
        if (view.isSighting()) {
            sight(view, out);
            return;
        }
        state.pending().add(view, measurement.before(view));
        if (!view.tellsSkips()) {
            sight(view, out);
        }
        if (state.pending().training() == settings.batchSize()) {
            step(out, 1);
        } else if (state.pending().views().size() >= MOST_WAITING_PER_EXAMPLE * settings.batchSize()) {
            linger(out);
        }
    }

    private void sight(TrainingExample view, LearnerOutput out) {
        StreamTime time = state.time();
        time.advance(view.eventTimeMillis());
        ItemTable items = model.items();
        KnownItem target = items.sight(view.target(), view.targetId(), time.now());
        if (!view.isSighting()) {
            items.offered(target, true);
        }
        for (int i = 0; i < view.skips().length; i++) {
            items.offered(items.sight(view.skips()[i], view.skipId(i), time.now()), false);
        }
        items.retire(time, state.pending()::holds, item -> publisher.gone(item, out));
    }

    /**
     * Whether users' vectors, which are due with each step, may wait: until so many users' are due, {@link #linger}
     * or {@link #publishOwed}. A user who views again meanwhile is emitted once, so a learner that cannot keep up saves that work. What
     * is learned is the same.
     *
     * @param users at most so many wait; 0 for none
     */
    public void letUsersWait(int users) {
        mostUsersWaiting = users;
    }

    /** Whether a view waits to be tested or emitted. */
    public boolean hasWaiting() {
        return publisher.usersDue() > 0 || state.pending().views().stream().anyMatch(view -> !view.emitted);
    }

    /** Whether users have viewed whose vectors wait until {@link PublishingSettings#userInterval} is over. */
    public boolean owesVectors() {
        return publisher.owes();
    }

    /** Emits the users who wait, for their interval to end too; before each checkpoint, since it does not hold them. */
    public void publishOwed(LearnerOutput out) {
        publisher.users(out);
        publisher.owedUsers(out);
    }

    /** Tests and emits what waits, without a step. */
    public void linger(LearnerOutput out) {
        tester.testWaiting(out);
        publisher.collect(state.pending());
        publisher.users(out);
        state.pending().dropFinished();
    }

    /** Trains the last, partial batch, then hands on whatever readers do not have yet. For the end of the input. */
    public void finish(LearnerOutput out) {
        PendingBatch pending = state.pending();
        if (pending.training() > 0) {
            step(out, Math.sqrt((double) pending.training() / settings.batchSize()));
        } else {
            publisher.collect(pending);
            pending.clear();
        }
        publisher.users(out);
        publisher.owedUsers(out);
        publisher.allItems(state.time().now(), out);
        out.headDue();
    }

    private void step(LearnerOutput out, double rate) {
        BatchRows rows = trainer.step(rate, out);
        publisher.collect(state.pending());
        state.pending().clear();
        if (publisher.usersDue() >= mostUsersWaiting) {
            publisher.users(out);
        }
        publisher.items(rows, state.time().now(), out);
        if (counts.steps() % settings.publishing().headInterval() == 0 || publisher.isHeadDue()) {
            out.headDue();
        }
    }

    /**
     * From now on every tested view is compared with random items, too, drawn as those of the first loss are. Changes
     * nothing that is learned: for evaluation.
     */
    public void compareWithRandom(int items) {
        tester.compareWithRandom(items);
    }

    /**
     * Scores of a view, of its run's skips and of the random items that are compared with, by what is learned now and the
     * window before the run; 0 for what is not known. Changes nothing: for evaluation.
     */
    public float[] scores(TrainingExample view) {
        return scorer.candidates(view);
    }

    /** Scores of a view and of its run's skips, each by vectors that have turned away from the skips before it. */
    public float[] scoresAsShown(TrainingExample view) {
        return scorer.asShown(view);
    }

    /** What scores for looking closely. */
    Scorer scorer() {
        return scorer;
    }

    /** What a reader needs besides users and items, as it is now. */
    public ModelHead head() {
        return publisher.head(state.lineage());
    }

    public LearnerCounts counts() {
        return counts;
    }

    /** What keeps the score. */
    Measurement measurement() {
        return measurement;
    }

    /** Test-then-train quality since the first view. */
    public TestThenTrainQuality.Figures quality() {
        return state.quality().model();
    }

    /** The same from every side: windows, slices, and the popularity baseline beside it. */
    public StreamQuality.Figures qualityFigures() {
        return state.quality().figures();
    }

    /** The losses of the last hundred steps or so. */
    public LossFigures losses() {
        return state.losses().figures();
    }

    /** Whether vectors are withheld because test-then-train quality fell below random. */
    public boolean isPublishingPaused() {
        return state.guard().isPaused();
    }

    /** Items in the vocabulary. */
    public int items() {
        return model.items().size();
    }

    /** Items that were seen, but too rarely to be in the vocabulary yet. */
    public int waitingItems() {
        return model.items().waiting();
    }

    /** Views that wait for the batch to fill. */
    public int pendingExamples() {
        return state.pending().training();
    }

    /** Bytes in the engine's arrays at the end of a step's backward, as of a step not long ago; 0 before the first. */
    public long torchBytes() {
        return model.torchBytes();
    }

    /** Which vectors may be mixed: those of the same lineage. */
    public String lineage() {
        return state.lineage();
    }

    /** SHA-256 over step, weights and moments: equal digests mean equal bits. */
    public String digest() {
        return model.digest(counts.steps());
    }

    /** What it is saved in, to be drained at checkpoints and restored before the first view. */
    public LearnerParts parts() {
        return new LearnerParts(state, model);
    }

    /**
     * Starts from a model that {@link #export} wrote, instead of from nothing; with fresh optimiser state, at step 0.
     *
     * @throws UnusableModelException when it is damaged or was learned with other switches
     */
    public void warmStart(Path folder) {
        state.startFrom(new ModelImport(folder).into(model));
    }

    /**
     * Begins a lineage of its own: called once when a run starts from no checkpoint.
     *
     * @param firstEpoch the epoch in which it starts
     */
    public void begin(long firstEpoch) {
        state.startFrom(Lineage.ofRun(state.lineage(), firstEpoch));
    }

    /**
     * Writes the model to a {@link ModelFolder}, which is created.
     *
     * @throws UnusableModelException when there is something in it
     */
    public void export(Path folder) {
        new ModelExport(model).write(folder, state.lineage(), counts.steps());
    }

    @Override
    public void close() {
        model.close();
    }
}
