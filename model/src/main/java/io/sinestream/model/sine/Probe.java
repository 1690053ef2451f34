package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;

/** Sees values inside a forward, named as in the golden numbers. It must not change or keep them. */
@FunctionalInterface
interface Probe {
    /** Looks at nothing. */
    Probe NONE = (name, value) -> {};

    /** Called once per value and forward. */
    void saw(String name, NDArray value);
}
