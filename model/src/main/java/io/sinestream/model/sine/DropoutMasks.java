package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.sinestream.model.Mix;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inverted dropout (Srivastava et al., JMLR 2014) with masks cut from a pool that was drawn once, since drawing them is a
 * third of a step at L = 200. A pool depends on the size it serves alone, and the cut on seed and place alone, so a learner
 * that was restored drops what it would have dropped.
 */
final class DropoutMasks {
    private static final int MIN_POOL = 4096;

    private final double probability;
    private final Constants constants;
    private final NDManager manager;
    private final Map<Integer, NDArray> pools = new HashMap<>();
    private long seed;
    private int place;
    private boolean on;

    /** Masks that live as long as {@code manager}. */
    DropoutMasks(double probability, Constants constants, NDManager manager) {
        this.probability = probability;
        this.constants = constants;
        this.manager = manager;
    }

    /** Drops from now on, by the masks of that seed. */
    void start(long stepSeed) {
        seed = stepSeed;
        place = 0;
        on = probability > 0;
    }

    /** Drops nothing from now on. */
    void stop() {
        on = false;
    }

    /** {@code x} with some entries 0 and the others scaled up, or {@code x} itself when nothing is dropped. */
    NDArray apply(NDArray x) {
        NDArray mask = mask(x);
        return mask == null ? x : x.mul(mask);
    }

    /** The same in place, for an array whose numbers no backward needs. */
    NDArray applyTo(NDArray x) {
        NDArray mask = mask(x);
        return mask == null ? x : x.muli(mask);
    }

    /** What {@link #apply} would multiply {@code x} by next, without copying, as long as {@code x}; null when nothing is dropped. */
    @Nullable NDArray mask(NDArray x) {
        if (!on) {
            return null;
        }
        int size = Math.toIntExact(x.size());
        int half = Math.max(MIN_POOL, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
        int from = Mix.below(Mix.at(seed, place++), half);
        NDArray pool = pools.computeIfAbsent(2 * half, this::draw);
        NDArray cut = Layers.slice(pool, 0, from, (long) from + size);
        cut.attach(x.getManager()); // before it is reshaped, or both stay with the pool
        return cut.reshape(x.getShape());
    }

    private NDArray draw(int size) {
        double[] mask = new double[size];
        long stream = Mix.seed(size, "dropout");
        for (int i = 0; i < size; i++) {
            mask[i] = Mix.unit(Mix.at(stream, i)) < probability ? 0 : 1 / (1 - probability);
        }
        return constants.copy(manager, mask, new Shape(size));
    }
}
