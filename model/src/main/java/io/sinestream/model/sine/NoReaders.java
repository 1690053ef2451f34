package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;

/** Hands on to nobody; subclasses listen to what they care for. */
public class NoReaders implements LearnerOutput {
    @Override
    public void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion) {}

    @Override
    public void user(UserVectors vectors) {}

    @Override
    public void item(ItemVector vector) {}

    @Override
    public void userGone(String user, long modelVersion) {}

    @Override
    public void itemGone(String id, long modelVersion) {}

    @Override
    public void publishing(boolean paused, String reason) {}

    @Override
    public void headDue() {}
}
