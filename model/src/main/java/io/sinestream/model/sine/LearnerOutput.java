package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;

/** What the learner hands on while it works; called on the learner's thread. */
public interface LearnerOutput {

    /**
     * An effective view was scored before the learner trained on it.
     *
     * @param skipScores in the order of the view's skips; the learner's, valid during the call
     */
    void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion);

    /** The same view was scored against random items at the same time; only when {@link SineLearner#compareWithRandom} asks. */
    default void comparedWithRandom(TrainingExample view, float targetScore, float[] randomScores) {}

    /** A user's sub-interest vectors, newest view included. */
    void user(UserVectors vectors);

    /** What was found when a tested view's score was compared with the one that readers compute. */
    default void publishedScore(PublishedScoreError error) {}

    /** An item whose published vector is due. */
    void item(ItemVector vector);

    /** A user that readers should forget. */
    void userGone(String user, long modelVersion);

    /** An item that readers should forget: nobody saw it for too long, or there were too many. */
    void itemGone(String id, long modelVersion);

    /** Vectors are no longer handed on, or are again. */
    void publishing(boolean paused, String reason);

    /** The model's head is due: ask {@link SineLearner#head()}. */
    void headDue();
}
