package io.sinestream.job.training;

import io.sinestream.model.quality.StreamQuality;
import io.sinestream.model.sine.LossFigures;
import io.sinestream.model.sine.SineLearner;

/** The learner's figures at a moment, taken on its own thread so that any other can read them. */
record LearnerReading(
        StreamQuality.Figures quality,
        LossFigures losses,
        int items,
        int waitingItems,
        boolean publishingPaused,
        int pendingExamples,
        long torchBytes,
        KeyedLearnerState.Written written) {

    static LearnerReading of(SineLearner learner, KeyedLearnerState.Written written) {
        return new LearnerReading(
                learner.qualityFigures(),
                learner.losses(),
                learner.items(),
                learner.waitingItems(),
                learner.isPublishingPaused(),
                learner.pendingExamples(),
                learner.torchBytes(),
                written);
    }
}
