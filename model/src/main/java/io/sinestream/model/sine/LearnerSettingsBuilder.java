package io.sinestream.model.sine;

/** {@link LearnerSettings} with some of them changed. */
final class LearnerSettingsBuilder {
    private final LearnerSettings base;
    private int batchSize;
    private LearnerSettings.RowOptimiser rowOptimiser;
    private PublishingSettings publishing;
    private Precision precision;
    private VocabularySettings vocabulary;
    private PairSettings pairs;
    private RehearsalSettings rehearsal;
    private double skipReaction;

    LearnerSettingsBuilder(LearnerSettings base) {
        this.base = base;
        batchSize = base.batchSize();
        rowOptimiser = base.rowOptimiser();
        publishing = base.publishing();
        precision = base.precision();
        vocabulary = base.vocabulary();
        pairs = base.pairs();
        rehearsal = base.rehearsal();
        skipReaction = base.skipReaction();
    }

    LearnerSettingsBuilder batchSize(int value) {
        batchSize = value;
        return this;
    }

    LearnerSettingsBuilder rowOptimiser(LearnerSettings.RowOptimiser value) {
        rowOptimiser = value;
        return this;
    }

    LearnerSettingsBuilder publishing(PublishingSettings value) {
        publishing = value;
        return this;
    }

    LearnerSettingsBuilder precision(Precision value) {
        precision = value;
        return this;
    }

    LearnerSettingsBuilder vocabulary(VocabularySettings value) {
        vocabulary = value;
        return this;
    }

    LearnerSettingsBuilder pairs(PairSettings value) {
        pairs = value;
        return this;
    }

    LearnerSettingsBuilder rehearsal(RehearsalSettings value) {
        rehearsal = value;
        return this;
    }

    LearnerSettingsBuilder skipReaction(double value) {
        skipReaction = value;
        return this;
    }

    LearnerSettings build() {
        return new LearnerSettings(
                batchSize,
                base.learningRate(),
                base.rowLearningRate(),
                rowOptimiser,
                base.beta1(),
                base.beta2(),
                base.epsilon(),
                base.gradientClip(),
                base.initialDeviation(),
                publishing,
                precision,
                base.seed(),
                vocabulary,
                base.guardWindow(),
                pairs,
                rehearsal,
                skipReaction);
    }
}
