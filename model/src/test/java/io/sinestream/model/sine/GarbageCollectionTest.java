package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A collection between forward and backward frees whatever Java memory autograd may still point to. Memory freed so is then
 * filled with other numbers, so that a wrong gradient shows. Weights must be the same bits as without.
 */
class GarbageCollectionTest {
    private static final int STEPS = 500;
    private static final int EVERY = 20;

    static List<SineSettings> profiles() {
        return SineSettings.profiles();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void collectionsWithinAStepLeaveTheWeightsAsTheyAre(SineSettings profile) {
        try (Trainer calm = new Trainer(profile);
                Trainer troubled = new Trainer(profile)) {
            calm.train(STEPS, () -> {});
            Collections collections = new Collections();
            long before = collections.count();
            troubled.train(STEPS, collections::next);
            assertThat(collections.count() - before).isGreaterThanOrEqualTo(STEPS / EVERY);
            assertThat(calm.dense()).doesNotContain(Double.NaN);
            assertThat(troubled.dense()).isEqualTo(calm.dense());
            assertThat(troubled.items()).isEqualTo(calm.items());
        }
    }

    /** Collects every so many calls. */
    private static final class Collections {
        private int calls;

        void next() {
            if (calls++ % EVERY == 0) {
                System.gc();
                Stream.generate(() -> ByteBuffer.allocateDirect(Double.BYTES).order(ByteOrder.nativeOrder()))
                        .limit(500)
                        .forEach(buffer -> buffer.putDouble(0, 1e3));
            }
        }

        long count() {
            return ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                    .sum();
        }
    }
}
