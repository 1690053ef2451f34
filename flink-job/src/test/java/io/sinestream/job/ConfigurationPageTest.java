package io.sinestream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    /** Tests run in the module's folder. */
    private static final Path PAGE = Path.of("CONFIGURATION.md");

    @Test
    void pageSaysWhatTheOptionsSay() throws IOException {
        String rendered = ConfigurationPage.render();
        if (Boolean.getBoolean("configuration.write")) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(Files.readString(PAGE))
                .as(PAGE.toAbsolutePath() + " is out of date: run this test with -Dconfiguration.write=true")
                .isEqualTo(rendered);
    }

    @Test
    void everyOptionHasARow() {
        assertThat(ConfigurationPage.render())
                .contains(JobOptions.all().stream()
                        .map(ConfigOption::key)
                        .map(key -> "| `" + key + "` |")
                        .toArray(String[]::new));
    }
}
