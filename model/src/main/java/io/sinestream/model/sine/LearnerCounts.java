package io.sinestream.model.sine;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the learner has done since its first view; part of the saved state, so exact across restarts.
 *
 * @param steps training steps taken: the model version
 * @param examplesTrained examples inside those steps
 * @param vectorsPublished user vectors handed on
 * @param itemsPublished item vectors handed on
 * @param droppedSteps steps not taken because a loss or gradient was not finite
 */
public record LearnerCounts(
        long steps, long examplesTrained, long vectorsPublished, long itemsPublished, long droppedSteps) {
    static final LearnerCounts NONE = new LearnerCounts(0, 0, 0, 0, 0);

    LearnerCounts stepped(int examples) {
        return new LearnerCounts(steps + 1, examplesTrained + examples, vectorsPublished, itemsPublished, droppedSteps);
    }

    LearnerCounts dropped() {
        return new LearnerCounts(steps, examplesTrained, vectorsPublished, itemsPublished, droppedSteps + 1);
    }

    LearnerCounts publishedUsers(int users) {
        return new LearnerCounts(steps, examplesTrained, vectorsPublished + users, itemsPublished, droppedSteps);
    }

    LearnerCounts publishedItem() {
        return new LearnerCounts(steps, examplesTrained, vectorsPublished, itemsPublished + 1, droppedSteps);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(steps);
        out.writeLong(examplesTrained);
        out.writeLong(vectorsPublished);
        out.writeLong(itemsPublished);
        out.writeLong(droppedSteps);
    }

    static LearnerCounts read(DataInput in) throws IOException {
        return new LearnerCounts(in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong());
    }
}
