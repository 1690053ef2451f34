package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.evaluate.Cell;
import io.sinestream.job.evaluate.Comparison;
import io.sinestream.job.evaluate.Plays;
import io.sinestream.job.evaluate.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code evaluate} draws of the settings it compared. */
class ComparisonPlotsTest {
    @TempDir
    Path folder;

    @Test
    void needsNothingButItself() throws IOException {
        assertThat(Files.readString(written()))
                .doesNotContain("/*PLOTS*/", "/*DATA*/", "sourceMappingURL")
                .contains("plain <\\/script>", "0.71")
                .doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    /** Two figures are known, and a plot is drawn of each. */
    @Test
    void browserDrawsAPlotOfEachFigure() throws Exception {
        assertThat(HeadlessBrowser.find(folder).dom(written())).contains("data-drawn=\"2\"");
    }

    private Path written() throws IOException {
        Comparison comparison = new Comparison();
        for (int seed = 1; seed <= 3; seed++) {
            comparison.add(cell("default", seed), figures(0.71 + 0.002 * seed));
        }
        comparison.add(cell("plain </script>", 1), figures(0.69));
        Path page = folder.resolve("plots.html");
        new PlotPage("/sine-stream-evaluation.html").write(page, comparison.json());
        return page;
    }

    private static SortedMap<String, Double> figures(double auc) {
        return new TreeMap<>(
                Map.of("all.model.auc", auc, "laterHalf.model.auc", auc + 0.02, "all.positiveRate.auc", 0.64));
    }

    private static Cell cell(String setting, long seed) {
        return new Cell(new Setting(setting, new TreeMap<>()), seed, new Plays() {
            @Override
            public String name() {
                return "none";
            }

            @Override
            public String identity() {
                return name();
            }

            @Override
            public void each(Consumer<ReadPlay> sink) {}
        });
    }
}
