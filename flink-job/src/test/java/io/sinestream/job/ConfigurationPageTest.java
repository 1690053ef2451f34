package io.sinestream.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
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

    /** A row is: key, type, default, description; where the type is a choice it lists what can be chosen. */
    @Test
    void everyChoiceOnThePageIsAccepted() {
        int choices = 0;
        for (String row : ConfigurationPage.render().split("\\n")) {
            String[] cells = row.split(" \\| ");
            if (cells.length >= 4 && cells[1].startsWith("`")) {
                String key = cells[0].replaceAll("[|` ]", "");
                for (String choice : cells[1].replace("`", "").split(", ")) {
                    JobOptions.validate(Configuration.fromMap(Map.of(key, choice)));
                    choices++;
                }
            }
        }
        assertThat(choices).isGreaterThan(15);
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
