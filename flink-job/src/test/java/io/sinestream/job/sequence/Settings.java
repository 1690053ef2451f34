package io.sinestream.job.sequence;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Sequence settings that differ from the defaults in what a test is about. */
final class Settings {
    private final Configuration config = new Configuration();

    static Settings window(int window) {
        return new Settings().with(SequenceOptions.WINDOW, window);
    }

    <T> Settings with(ConfigOption<T> option, T value) {
        config.set(option, value);
        return this;
    }

    Settings waiting(Duration wait) {
        return with(SequenceOptions.WAIT, wait);
    }

    SequenceSettings build() {
        return SequenceOptions.settings(config);
    }
}
