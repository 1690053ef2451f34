package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log replayed: every row counted, the model learns, the same input gives the same bits. */
class ReplayITCase {
    @TempDir
    Path folder;

    @Test
    void plantedWorldIsLearnedInOnePass() throws Exception {
        Path scores = folder.resolve("scores.csv");
        Report report = replay(Launcher.plantedWorld(), "--dump-scores", scores.toString());

        assertThat(report.count("events.read")).isEqualTo(120_000);
        assertThat(report.count("events.rejected")).isZero();
        assertThat(report.count("events.effectiveView")).isEqualTo(31_407);
        assertThat(report.count("events.skip")).isEqualTo(77_869);
        assertThat(report.count("events.neutral")).isEqualTo(10_724);
        // A user's first effective view has no window to learn from.
        assertThat(report.count("examples.trained")).isEqualTo(31_407 - 600);
        assertThat(report.count("model.steps")).isEqualTo((31_407 - 600 + 15) / 16);
        assertThat(report.count("vectors.published")).isPositive();
        assertThat(report.count("quality.instances")).isEqualTo(21_889);
        assertThat(report.number("quality.aucSecondHalf")).isGreaterThanOrEqualTo(0.715);

        ScoreFile dumped = ScoreFile.read(scores);
        assertThat(dumped.instances()).isEqualTo(21_889);
        assertThat(dumped.aucSecondHalf()).isCloseTo(report.number("quality.aucSecondHalf"), within(1e-12));
        assertThat(dumped.pooledAuc())
                .isCloseTo(report.number("quality.auc"), within(report.number("quality.aucErrorBound") + 1e-12));
    }

    /**
     * Beside them runs a replay that lasts longer than 30 s, when the broker first looks for expired records; its rows of
     * 1970 must still be there.
     */
    @Test
    void theSameLogAndSeedGiveTheSameBitsAndASlowReplayLosesNothing() throws Exception {
        Path slow = Files.createTempFile(folder, "report", ".json");
        try (Launcher launcher = start(slowLog(), slow, "--speed", "1")) {
            Path log = firstRows(20_000);
            Report first = replay(log, "--seed", "7");
            Report second = replay(log, "--seed", "7");
            assertThat(second.text("model.digest")).isEqualTo(first.text("model.digest"));
            assertThat(second.number("quality.auc")).isEqualTo(first.number("quality.auc"));
            assertThat(launcher.exitCode()).as(launcher.output()).isZero();
        }
        Report report = Report.read(slow);
        assertThat(report.number("seconds")).isGreaterThan(40);
        assertThat(report.count("events.read")).isEqualTo(450);
        assertThat(report.count("events.effectiveView")).isEqualTo(300);
    }

    private Path slowLog() throws IOException {
        Path log = folder.resolve("slow.csv");
        List<String> rows = new ArrayList<>(List.of("user,item,t_ms,watch_ms,duration_ms"));
        for (int i = 0; i < 450; i++) {
            rows.add(i % 20 + "," + i % 30 + "," + i * 100 + "," + (i % 3 == 0 ? 1_000 : 9_000) + ",10000");
        }
        return Files.write(log, rows);
    }

    private Report replay(Path log, String... more) throws IOException, InterruptedException {
        Path report = Files.createTempFile(folder, "report", ".json");
        try (Launcher launcher = start(log, report, more)) {
            assertThat(launcher.exitCode()).as(launcher.output()).isZero();
        }
        return Report.read(report);
    }

    private Launcher start(Path log, Path report, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("replay", "--format", "generic", log.toString(), "--report", report.toString()));
        arguments.addAll(List.of(more));
        return Launcher.start(folder, arguments.toArray(String[]::new));
    }

    private Path firstRows(int rows) throws IOException {
        Path log = folder.resolve("first.csv");
        try (Stream<String> lines = Gzip.lines(Launcher.plantedWorld())) {
            Files.write(log, lines.limit(rows + 1L).toList());
        }
        return log;
    }
}
