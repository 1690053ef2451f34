package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequenceOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "sequence.window, 0, 1 to 1000",
        "sequence.window, 1001, 1 to 1000",
        "sequence.max-run, 0, 1 to 10000",
        "sequence.max-run, 10001, 1 to 10000",
        "sequence.remembered-events, -1, 0 to 4096",
        "sequence.remembered-events, 4097, 0 to 4096",
        "sequence.late-bound, 31 d, 0 ms to 2592000000 ms",
        "sequence.wait, 61 min, 0 ms to 3600000 ms",
        "sequence.max-waiting, 0, 1 to 100000",
        "sequence.max-skip-age, 999 ms, 1000 ms to 2592000000 ms",
        "sequence.remembered-impressions, 1025, 0 to 1024",
        "sequence.ttl, 59 min, 3600000 ms to",
        "sequence.ttl, 3651 d, 3600000 ms to"
    })
    void valuesOutOfBoundsNameTheOptionAndTheBounds(String key, String value, String bounds) {
        Configuration config = new Configuration();
        config.setString(key, value);
        assertThatThrownBy(() -> SequenceOptions.settings(config))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContainingAll(key, bounds);
    }

    @ParameterizedTest
    @CsvSource({"sequence.window, 1", "sequence.window, 1000", "sequence.late-bound, 0 ms", "sequence.ttl, 1 h"})
    void boundsThemselvesAreAllowed(String key, String value) {
        Configuration config = new Configuration();
        config.setString(key, value);
        assertThat(SequenceOptions.settings(config)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"2 h, 2 h", "2 h, 3 h"})
    void absenceMustBeLongerThanLateness(String ttl, String lateBound) {
        Configuration config = new Configuration();
        config.setString("sequence.ttl", ttl);
        config.setString("sequence.late-bound", lateBound);
        assertThatThrownBy(() -> SequenceOptions.settings(config))
                .hasMessageContainingAll("sequence.ttl", "sequence.late-bound");
    }
}
