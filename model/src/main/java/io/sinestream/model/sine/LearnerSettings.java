package io.sinestream.model.sine;

/**
 * How the learner learns, apart from what {@link SineSettings} says the model is.
 *
 * @param batchSize examples of one step: steps are taken at full batches only, cut by count
 * @param learningRate of the dense tensors
 * @param rowLearningRate of the item rows
 * @param rowOptimiser what updates item rows
 * @param gradientClip largest global gradient norm of a step; 0 for no clipping
 * @param initialDeviation standard deviation of a new item's vector
 * @param publishing when readers get what has changed
 * @param seed of initial weights, initial item vectors and random negatives
 * @param vocabulary which items it keeps
 * @param guardWindow tested instances by which publishing pauses when quality falls below random; 0 for never
 * @param pairs what a view is compared with
 * @param rehearsal how much of the past is learned again
 * @param skipReaction how far a skip moves the user's published vectors from the skipped item, as a share of their length
 */
public record LearnerSettings(
        int batchSize,
        double learningRate,
        double rowLearningRate,
        RowOptimiser rowOptimiser,
        double beta1,
        double beta2,
        double epsilon,
        double gradientClip,
        double initialDeviation,
        PublishingSettings publishing,
        Precision precision,
        long seed,
        VocabularySettings vocabulary,
        int guardWindow,
        PairSettings pairs,
        RehearsalSettings rehearsal,
        double skipReaction) {
    /** Fewer instances could not tell bad from unlucky. */
    private static final int LEAST_GUARD_WINDOW = 2_000;

    /** A step moves a weight by about the rate at most: from here on one step could leave the range of float32. */
    private static final double LARGEST_RATE = 1e31;

    /** What updates item rows; the dense tensors always use Adam. */
    public enum RowOptimiser {
        ADAM,
        ADAGRAD
    }

    public LearnerSettings {
        Settings.between("learner.batch-size", batchSize, 1, 65_536);
        Settings.positive("learner.learning-rate", learningRate);
        Settings.within("learner.learning-rate", learningRate, 0, LARGEST_RATE);
        Settings.positive("learner.row-learning-rate", rowLearningRate);
        Settings.within("learner.row-learning-rate", rowLearningRate, 0, LARGEST_RATE);
        Settings.within("learner.gradient-clip", gradientClip, 0, Double.MAX_VALUE);
        Settings.within("learner.initial-deviation", initialDeviation, 0, 10);
        Settings.within("learner.skip-reaction", skipReaction, 0, 1);
        if (guardWindow != 0) {
            Settings.between("learner.guard-window", guardWindow, LEAST_GUARD_WINDOW, 1_000_000);
        }
    }

    /** What one pass of a stream learns best with, as measured on the planted world. */
    public static LearnerSettings streaming(long seed) {
        return new LearnerSettings(
                16,
                0.003,
                0.003,
                RowOptimiser.ADAM,
                0.9,
                0.98,
                1e-8,
                0,
                0.02,
                PublishingSettings.defaults(),
                Precision.FLOAT32,
                seed,
                VocabularySettings.defaults(),
                LEAST_GUARD_WINDOW,
                PairSettings.streaming(),
                RehearsalSettings.streaming(),
                0.1);
    }

    /** The same with other batches. */
    public LearnerSettings withBatchSize(int size) {
        return changed().batchSize(size).build();
    }

    /** The same publishing at other times. */
    LearnerSettings withPublishing(PublishingSettings other) {
        return changed().publishing(other).build();
    }

    /** The same with other pairs and another memory. */
    public LearnerSettings with(PairSettings compared, RehearsalSettings learnedAgain) {
        return changed().pairs(compared).rehearsal(learnedAgain).build();
    }

    /** The same reacting to skips otherwise. */
    public LearnerSettings withSkipReaction(double reaction) {
        return changed().skipReaction(reaction).build();
    }

    /** The same keeping other items. */
    public LearnerSettings withVocabulary(VocabularySettings kept) {
        return changed().vocabulary(kept).build();
    }

    /** The same with other numbers per row. */
    LearnerSettings with(RowOptimiser optimiser, Precision numbers) {
        return changed().rowOptimiser(optimiser).precision(numbers).build();
    }

    private LearnerSettingsBuilder changed() {
        return new LearnerSettingsBuilder(this);
    }

    Adam denseOptimiser() {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    Optimiser itemOptimiser() {
        return rowOptimiser == RowOptimiser.ADAM
                ? new Adam(rowLearningRate, beta1, beta2, epsilon)
                : new RowAdagrad(rowLearningRate, epsilon);
    }
}
