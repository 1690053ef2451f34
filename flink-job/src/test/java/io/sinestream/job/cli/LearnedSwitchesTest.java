package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.embedded.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedSwitchesTest {
    @TempDir
    Path folder;

    @Test
    void otherSwitchesThanTheStatesAreRefused() throws IOException {
        start(Map.of("model.width", "16"));
        complete();
        start(Map.of("model.width", "16", "learner.learning-rate", "0.1"));
        assertThatThrownBy(() -> start(Map.of("model.width", "64")))
                .isInstanceOf(BadUsageException.class)
                .hasMessageContaining("--data-dir " + folder)
                .hasMessageContaining("learned with {dimension=16}, this run has {dimension=64}");
        assertThatThrownBy(() -> start(Map.of("model.width", "16", "learner.row-optimiser", "ADAGRAD")))
                .hasMessageContaining("{rowOptimiser=ADAM}, this run has {rowOptimiser=ADAGRAD}");
    }

    @Test
    void whatWasNeverSavedBindsNobody() throws IOException {
        start(Map.of("model.width", "16"));
        start(Map.of("model.width", "64"));
        complete();
        assertThatThrownBy(() -> start(Map.of("model.width", "16"))).hasMessageContaining("{dimension=64}");
    }

    @Test
    void stateOfAnOlderBuildIsLeftToTheJobToJudge() throws IOException {
        complete();
        start(Map.of("model.width", "16"));
        start(Map.of("model.width", "64"));
    }

    @Test
    void aSwitchThatTheStateDoesNotKnowIsLeftToTheJobToJudge() throws IOException {
        start(Map.of());
        complete();
        Path file = folder.resolve("learned-with");
        List<String> lines = Files.readAllLines(file);
        Files.write(
                file,
                lines.stream().filter(line -> !line.startsWith("recency=")).toList());
        start(Map.of("model.recency", "0.125"));
    }

    private void start(Map<String, String> options) throws IOException {
        try (DataDirectory directory = DataDirectory.open(folder)) {
            LearnedSwitches.require(directory, Configuration.fromMap(options));
        }
    }

    /** As a run leaves it that made a savepoint. */
    private void complete() throws IOException {
        Path savepoint = Files.createDirectories(folder.resolve("savepoints/savepoint-a"));
        Files.writeString(savepoint.resolve("_metadata"), "");
    }
}
