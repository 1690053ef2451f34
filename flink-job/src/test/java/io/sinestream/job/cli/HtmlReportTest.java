package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    Path folder;

    @Test
    void needsNothingButItself() throws IOException {
        String page = Files.readString(written());
        assertThat(page)
                .doesNotContain("/*PLOTS*/", "/*DATA*/", "sourceMappingURL")
                .contains("<\\/script>");
        assertThat(page).doesNotContainPattern("(src|href)=\"(?!data:)");
    }

    /** In a real browser: every plot is drawn and no script fails, not even for a run without any figure. */
    @Test
    void browserDrawsEveryPlot() throws Exception {
        HeadlessBrowser browser = HeadlessBrowser.find(folder);
        assertThat(browser.dom(written())).contains("data-drawn=\"6\"").contains(">0.683<");
        Path empty = folder.resolve("empty.html");
        new HtmlReport(new TreeMap<>(), List.of()).write(empty);
        assertThat(browser.dom(empty)).contains("data-drawn=\"6\"");
    }

    private Path written() throws IOException {
        Map<String, @Nullable Object> figures = new TreeMap<>();
        figures.put("quality.auc", 0.683);
        figures.put("seconds", 90.0);
        figures.put("model.lineage", "</script>");
        figures.put("freshness.p50Millis", null);
        List<RunSamples.Sample> samples = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double auc = i < 5 ? Double.NaN : 0.5 + 0.2 * i / 90;
            samples.add(new RunSamples.Sample(
                    i,
                    300 + i,
                    10L * i,
                    20L * i,
                    3L * i,
                    i / 30,
                    auc,
                    auc + 0.02,
                    0.53,
                    0.6,
                    0.5,
                    20,
                    40 + i % 7,
                    300));
        }
        Path file = folder.resolve("report.html");
        new HtmlReport(figures, samples).write(file);
        return file;
    }
}
