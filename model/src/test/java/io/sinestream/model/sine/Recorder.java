package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Keeps the first value that a forward showed under each name. */
final class Recorder implements Probe {
    private final Map<String, Tensor> seen = new HashMap<>();

    @Override
    public void saw(String name, NDArray value) {
        seen.computeIfAbsent(name, n -> GradMode.off(() -> Tensor.of(value)));
    }

    Tensor get(String name) {
        return Objects.requireNonNull(seen.get(name), name);
    }

    boolean has(String name) {
        return seen.containsKey(name);
    }

    void clear() {
        seen.clear();
    }
}
