package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Python of EXPORT.md on an exported model, and compares with what the learner says. */
class ExportPageTest {
    private static final SineSettings MODEL =
            SineSettings.streaming().toBuilder().dimension(8).window(8).build();

    @TempDir
    Path parent;

    @Test
    void pythonOnThePageReadsTheVectors() throws Exception {
        assumeTrue(
                exit("python3", "-c", "import numpy") == 0,
                "skipped: python3 with numpy is not installed (Debian: python3-numpy)");
        Path folder = parent.resolve("model");
        List<ItemVector> items = export(folder);
        Path script = parent.resolve("nearest.py");
        Files.writeString(script, pythonOf(Path.of("EXPORT.md")));

        Process python = new ProcessBuilder("python3", script.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as(said).isZero();

        List<String> lines = said.lines().toList();
        assertThat(lines).hasSize(5);
        ItemVector last = items.stream()
                .filter(item -> item.id().equals(lines.get(0).split(" ")[0]))
                .findFirst()
                .orElseThrow();
        double[] cosines =
                items.stream().mapToDouble(item -> cosine(item, last)).sorted().toArray();
        for (int i = 0; i < 5; i++) {
            double expected = cosines[cosines.length - 1 - i];
            assertThat(Double.parseDouble(lines.get(i).split(" ")[1])).isCloseTo(expected, within(1e-5));
        }
    }

    private static List<ItemVector> export(Path folder) {
        Collected out = new Collected();
        try (SineLearner learner =
                new SineLearner(MODEL, LearnerSettings.streaming(1).withBatchSize(8))) {
            Views.stream(300, 5).forEach(view -> learner.add(view, out));
            learner.finish(out);
            learner.export(folder);
        }
        return List.copyOf(out.items.values());
    }

    private static String pythonOf(Path page) throws IOException {
        String text = Files.readString(page);
        int start = text.indexOf("```python\n") + "```python\n".length();
        return text.substring(start, text.indexOf("```", start));
    }

    private static double cosine(ItemVector a, ItemVector b) {
        return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    }

    private static double dot(ItemVector a, ItemVector b) {
        return IntStream.range(0, a.vector().length)
                .mapToDouble(d -> (double) a.vector()[d] * b.vector()[d])
                .sum();
    }

    private static int exit(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }
}
