package io.sinestream.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobOptionsTest {

    @Test
    void defaultsAndKafkasOwnOptionsAreFine() {
        assertThatCode(() -> JobOptions.validate(new Configuration())).doesNotThrowAnyException();
        assertThatCode(() -> JobOptions.validate(one("kafka.client.max.poll.records", "10")))
                .doesNotThrowAnyException();
        assertThatCode(() -> JobOptions.validate(one("state.backend.type", "rocksdb")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "model.lamda2, 0, model.lambda2",
        "learner.batch-size, 0, learner.batch-size = 0",
        "learner.batch-size, many, learner.batch-size",
        "model.heads, 5, must divide",
        "model.width, 1, model.width = 1",
        "model.sub-interests, 11, model.sub-interests = 11",
        "sequence.window, 0, sequence.window",
        "check.max-watch, 1 ms, check.max-watch",
    })
    void badOptionIsNamed(String key, String value, String named) {
        assertThatThrownBy(() -> JobOptions.validate(one(key, value)))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining(named);
    }

    @Test
    void everyOptionIsDescribedAndNamedOnce() {
        List<ConfigOption<?>> all = JobOptions.all();
        assertThat(all).hasSizeGreaterThan(40);
        assertThat(all.stream().map(ConfigOption::key)).doesNotHaveDuplicates().allMatch(key -> key.contains("."));
        assertThat(all).allSatisfy(option -> assertThat(option.description().toString())
                .isNotBlank());
    }

    private static Configuration one(String key, String value) {
        Configuration options = new Configuration();
        options.setString(key, value);
        return options;
    }
}
