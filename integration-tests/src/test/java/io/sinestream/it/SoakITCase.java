package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo for hours, its memory watched: the resident set of process and broker, every ten seconds a line of {@code
 * integration-tests/target/soak.csv}. {@code -Dsoak.minutes=120} runs it; needs Linux' {@code /proc}.
 *
 * <p>The heap is taken whole at the start: the collector would otherwise widen it in steps whenever the machine is busy, which is no
 * leak and would hide one. What grows is native memory; a heap that leaks ends the run.
 */
@EnabledIfSystemProperty(named = "soak.minutes", matches = "\\d+", disabledReason = "takes hours: -Psoak runs it")
class SoakITCase {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final double MOST_GROWTH = 1.03;
    private static final String WHOLE_HEAP = "-Xms1g -XX:+AlwaysPreTouch";

    @TempDir
    Path folder;

    /** The first quarter warms up; the last must be as the second was. */
    @Test
    void memoryIsFlatAfterWarmUp() throws Exception {
        Duration length = Duration.ofMinutes(Long.getLong("soak.minutes"));
        Path csv = Launcher.root().resolve("integration-tests/target/soak.csv");
        Files.writeString(csv, "seconds,job_rss_mib,broker_rss_mib\n");
        List<Double> job = new ArrayList<>();
        try (Launcher run = Launcher.start(
                folder,
                Map.of("SINE_STREAM_JAVA_OPTS", WHOLE_HEAP),
                "demo",
                "--rate",
                System.getProperty("soak.rate", "300"),
                "--port",
                "0",
                "--seconds",
                Long.toString(length.toSeconds()),
                "--data-dir",
                folder.resolve("data").toString())) {
            run.lineWith("running for");
            long start = System.nanoTime();
            while (!run.endsWithin(EVERY)) {
                double own = residentMebibytes(run.pid());
                double broker = 0;
                for (ProcessHandle child : run.children()) {
                    broker += residentMebibytes(child.pid());
                }
                long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
                String line = String.format(Locale.ROOT, "%d,%.1f,%.1f%n", seconds, own, broker);
                Files.writeString(csv, line, StandardOpenOption.APPEND);
                if (seconds < length.toSeconds()) { // later it is ending
                    job.add(own);
                }
            }
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        int quarter = job.size() / 4;
        double second = mean(job.subList(quarter, 2 * quarter));
        double last = mean(job.subList(3 * quarter, job.size()));
        System.out.printf(
                Locale.ROOT, "soak: %.1f MiB in the second quarter, %.1f MiB in the last; see %s%n", second, last, csv);
        assertThat(last).as("resident MiB in the last quarter").isLessThanOrEqualTo(MOST_GROWTH * second);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    /** 0 for a process that has just ended. */
    private static double residentMebibytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }
}
