package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Neither arrays nor native memory grow with the number of steps. {@code -Dlong.run=true} takes 5,000 steps. */
class LongRunTest {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final boolean LONG = Boolean.getBoolean("long.run");
    private static final int STEPS = LONG ? 5000 : 300;
    // A short run is still warming up: the heap and the compiled code grow, too.
    private static final long ALLOWED_KIB = (LONG ? 48 : 192) * 1024L;

    @Test
    void arraysAndNativeMemoryStayFlat() throws IOException {
        for (SineSettings profile : new SineSettings[] {SineSettings.streaming(), SineSettings.reference()}) {
            try (Trainer trainer = new Trainer(profile)) {
                trainer.train(STEPS / 5, () -> {});
                int arrays = trainer.managedArrays();
                long memory = residentKib();
                trainer.train(STEPS - STEPS / 5, () -> {});
                assertThat(trainer.managedArrays()).isEqualTo(arrays);
                assertThat(residentKib() - memory).as("growth in KiB").isLessThan(ALLOWED_KIB);
            }
        }
    }

    private static long residentKib() throws IOException {
        assumeTrue(Files.exists(STATUS), "resident memory is read from /proc, which this system lacks");
        System.gc();
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
