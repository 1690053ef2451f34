package io.sinestream.it;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.Version;
import io.sinestream.schema.feed.FeedListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes every record that became current, and whether one was older than the one before it. */
final class Fence implements FeedListener {
    private final Map<String, Version> newest = new ConcurrentHashMap<>();
    private final List<String> steps = new ArrayList<>();

    @Override
    public void onUser(UserSubInterests user, long receivedAtMillis) {
        note("user " + user.user(), new Version(user.epoch(), user.modelVersion()));
    }

    @Override
    public void onItem(ItemEmbedding item, long receivedAtMillis) {
        note("item " + item.item(), new Version(item.epoch(), item.modelVersion()));
    }

    @Override
    public void onModel(SineModel model, long receivedAtMillis) {
        note("model", new Version(model.epoch(), model.modelVersion()));
    }

    private synchronized void note(String key, Version version) {
        Version before = newest.put(key, version);
        if (before != null && before.compareTo(version) > 0) {
            steps.add(key + " went from " + before + " to " + version);
        }
    }

    synchronized List<String> backwardSteps() {
        return List.copyOf(steps);
    }
}
