package io.sinestream.model.sine;

import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Whether the calling thread records gradients. Per thread, unlike DJL's GradientCollector, which is one per process; and
 * set on purpose, since the engine records by default in every thread but the one that loaded it.
 */
final class GradMode {
    private GradMode() {}

    /** Does the work with gradients recorded. */
    static <T> T on(Supplier<T> work) {
        return with(true, work);
    }

    /** Does the work without. */
    static <T> T off(Supplier<T> work) {
        return with(false, work);
    }

    private static <T> T with(boolean mode, Supplier<T> work) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(mode);
        try {
            return work.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }
}
