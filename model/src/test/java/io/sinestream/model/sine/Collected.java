package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what a learner hands on. */
final class Collected implements LearnerOutput {
    final List<String> tests = new ArrayList<>();
    final List<Float> scores = new ArrayList<>();
    final List<UserVectors> users = new ArrayList<>();
    final Map<String, ItemVector> items = new HashMap<>();
    final List<String> gone = new ArrayList<>();
    final List<String> goneUsers = new ArrayList<>();
    final List<String> turns = new ArrayList<>();
    int heads;

    @Override
    public void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion) {
        tests.add(view.eventId() + " " + modelVersion);
        scores.add(targetScore);
        for (float score : skipScores) {
            scores.add(score);
        }
    }

    @Override
    public void user(UserVectors vectors) {
        users.add(vectors);
    }

    @Override
    public void item(ItemVector vector) {
        items.put(vector.id(), vector);
    }

    @Override
    public void userGone(String user, long modelVersion) {
        goneUsers.add(user + " " + modelVersion);
    }

    @Override
    public void itemGone(String id, long modelVersion) {
        items.remove(id);
        gone.add(id);
    }

    @Override
    public void publishing(boolean paused, String reason) {
        turns.add((paused ? "paused: " : "resumed: ") + reason);
    }

    @Override
    public void headDue() {
        heads++;
    }
}
