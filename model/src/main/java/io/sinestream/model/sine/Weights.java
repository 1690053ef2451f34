package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.sinestream.model.sine.ParameterLayout.Parameter;
import java.util.HashMap;
import java.util.Map;

/** The parameters of a flat dense vector by name, as views that one split made, so that their gradients meet in one join. */
final class Weights {
    private final Map<String, NDArray> byName = new HashMap<>();

    Weights(NDArray dense, ParameterLayout layout) {
        NDList parts = dense.split(layout.boundaries(), 0);
        int i = 0;
        for (Parameter parameter : layout.parameters()) {
            NDArray part = parts.get(i++);
            byName.put(parameter.name(), parameter.shape().dimension() > 1 ? part.reshape(parameter.shape()) : part);
        }
    }

    /**
     * The parameter of that name.
     *
     * @throws IllegalArgumentException when the switches do not use it
     */
    NDArray get(String name) {
        NDArray weight = byName.get(name);
        if (weight == null) {
            throw new IllegalArgumentException("parameter is " + name + ", must be one of " + byName.keySet()
                    + ": the switches decide which exist");
        }
        return weight;
    }
}
