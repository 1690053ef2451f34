package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model leaves a run as files and starts another; learned offline it is the same model bit for bit, or a better one. */
class ModelITCase {
    private static final int ROWS = 20_000;

    @TempDir
    Path folder;

    private Path log = Path.of("");

    private void cutLog(int rows) throws IOException {
        log = folder.resolve("first.csv");
        try (Stream<String> lines = Gzip.lines(Launcher.plantedWorld())) {
            Files.write(log, lines.limit(rows + 1L).toList());
        }
    }

    @Test
    void exportedModelIsTheOneLearnedOfflineAndStartsAnotherRunAndMoreEpochsLearnMore() throws Exception {
        cutLog(ROWS);
        Path data = folder.resolve("data");
        Report cold = replay("--data-dir", data.toString());
        Path exported = folder.resolve("exported");
        run(0, "export", "--data-dir", data.toString(), "--out", exported.toString());
        Path trained = folder.resolve("trained");
        run(0, "train", log.toString(), "--epochs", "1", "--model", trained.toString());
        for (String file : List.of("model.safetensors", "items.json")) {
            assertThat(Files.mismatch(exported.resolve(file), trained.resolve(file)))
                    .as(file)
                    .isEqualTo(-1);
        }

        Report warm = replay("--model", exported.toString());
        assertThat(warm.text("model.lineage")).isNotEqualTo(cold.text("model.lineage"));
        assertThat(warm.count("examples.trained")).isEqualTo(cold.count("examples.trained"));
        assertThat(warm.number("quality.auc")).isGreaterThan(cold.number("quality.auc") + 0.02);

        Path thrice = folder.resolve("thrice");
        assertThat(run(0, "train", log.toString(), "--epochs", "3", "--model", thrice.toString()))
                .contains("epoch 3: 20,000 plays, 0 rejected")
                .contains("steps learned");
        assertThat(replay("--model", thrice.toString()).number("quality.auc"))
                .isGreaterThan(warm.number("quality.auc"));
    }

    @Test
    void anotherModelIsRefusedInOneLine() throws Exception {
        cutLog(ROWS / 20);
        Path model = folder.resolve("model");
        run(0, "train", log.toString(), "--model", model.toString(), "-D", "model.width=16");
        assertThat(run(2, "replay", log.toString(), "--model", model.toString(), "-D", "model.width=32"))
                .contains("was learned with {dimension=16}")
                .contains("leave those model.* options out")
                .doesNotContain("\tat ");
        assertThat(run(2, "train", log.toString(), "--model", model.toString())).contains("is not empty");
        assertThat(run(2, "replay", log.toString(), "--model", log.toString())).contains("has no manifest.json");
        assertThat(run(2, "export", "--data-dir", folder.resolve("no").toString(), "--out", folder.resolve("o") + ""))
                .contains("does not exist");
        Path tensors = model.resolve("model.safetensors");
        byte[] damaged = Files.readAllBytes(tensors);
        damaged[damaged.length - 1] ^= 1;
        Files.write(tensors, damaged);
        assertThat(run(2, "demo", "--port", "0", "--model", model.toString())).contains("its manifest says");
        Files.writeString(model.resolve("manifest.json"), "{");
        assertThat(run(2, "replay", log.toString(), "--model", model.toString()))
                .contains("manifest.json is damaged")
                .doesNotContain("\tat ");
    }

    private Report replay(String... more) throws Exception {
        Path report = Files.createTempFile(folder, "report", ".json");
        List<String> arguments = new ArrayList<>(List.of("replay", log.toString(), "--report", report.toString()));
        arguments.addAll(List.of(more));
        run(0, arguments.toArray(String[]::new));
        return Report.read(report);
    }

    private String run(int exitCode, String... arguments) throws Exception {
        try (Launcher launcher = Launcher.start(folder, arguments)) {
            assertThat(launcher.exitCode()).as(launcher.output()).isEqualTo(exitCode);
            return launcher.output();
        }
    }
}
