package io.sinestream.job.evaluate;

import io.sinestream.model.TrainingExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The newest view of each of the users who viewed last. */
final class LatestViews {
    private final Map<String, TrainingExample> views = new LinkedHashMap<>();
    private final int most;

    /** @param most users; 0 for none */
    LatestViews(int most) {
        this.most = most;
    }

    void add(TrainingExample view) {
        if (view.trains() && most > 0) {
            views.remove(view.user());
            views.put(view.user(), view);
            if (views.size() > most) {
                views.remove(views.keySet().iterator().next());
            }
        }
    }

    /** Of users with a window, whoever viewed last at the end. */
    List<TrainingExample> views() {
        return List.copyOf(views.values());
    }
}
