package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Keeps the first value that a forward showed under each name. */
final class Recorder implements Probe {
    private final Map<String, Tensor> seen = new HashMap<>();
    private Runnable onScore = () -> {};
    private boolean keeps = true;

    @Override
    public void saw(String name, NDArray value) {
        if (name.equals("score")) {
            onScore.run();
        }
        if (keeps) {
            seen.computeIfAbsent(name, n -> GradMode.off(() -> Tensor.of(value)));
        }
    }

    Tensor get(String name) {
        return Objects.requireNonNull(seen.get(name), name);
    }

    boolean has(String name) {
        return seen.containsKey(name);
    }

    /** Keeps nothing from now on, but runs this inside each forward, when the backward is still to come. */
    void onlyRun(Runnable run) {
        keeps = false;
        onScore = run;
    }

    void clear() {
        seen.clear();
    }
}
