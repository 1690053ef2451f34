package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    /** Tests run in the module's folder. */
    private static final Path PAGE = Path.of("METRICS.md");

    @Test
    void pageSaysWhatTheMetricsAre() throws IOException {
        String rendered = MetricsPage.render();
        if (Boolean.getBoolean("metrics.write")) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as(PAGE.toAbsolutePath() + " is out of date: run this test with -Dmetrics.write=true")
                .isEqualTo(rendered);
    }

    @Test
    void everyRowHasThreeCells() {
        assertThat(MetricsPage.render().lines().filter(line -> line.startsWith("|")))
                .allMatch(line -> line.chars().filter(c -> c == '|').count() == 4);
    }

    @Test
    void everyNameIsThereOnce() {
        assertThat(MetricsPage.render().lines().filter(line -> line.startsWith("| `learner.")))
                .map(line -> line.substring(0, line.indexOf('`', 3)))
                .doesNotHaveDuplicates();
    }
}
