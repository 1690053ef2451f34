package io.sinestream.job.sequence;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** What is kept of each user. */
public final class SequenceOptions {
    public static final ConfigOption<Integer> WINDOW = ConfigOptions.key("sequence.window")
            .intType()
            .defaultValue(50)
            .withDescription("How many of the user's last effective views are the window, 1 to 1000. Raising it costs"
                    + " state (two item keys each) and time per example.");

    public static final ConfigOption<Integer> MAX_RUN = ConfigOptions.key("sequence.max-run")
            .intType()
            .defaultValue(500)
            .withDescription("How many skips since the last effective view are kept, 1 to 10000; beyond, the oldest is"
                    + " dropped and counted. Bounds the state of users who only skip.");

    public static final ConfigOption<Integer> REMEMBERED_EVENTS = ConfigOptions.key("sequence.remembered-events")
            .intType()
            .defaultValue(64)
            .withDescription("How many of the user's last event ids are remembered to drop duplicates, 0 to 4096; 0"
                    + " drops none. Each costs 8 bytes, read and written at every event.");

    public static final ConfigOption<Duration> LATE_BOUND = ConfigOptions.key("sequence.late-bound")
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription("An event this much older than the user's newest is still put where it belongs, 0 to 30 d;"
                    + " older ones are dropped and counted. Raising it keeps more skips in state.");

    private SequenceOptions() {}

    /** @throws org.apache.flink.configuration.IllegalConfigurationException when a value is out of bounds */
    public static SequenceSettings settings(ReadableConfig config) {
        return new SequenceSettings(
                config.get(WINDOW), config.get(MAX_RUN), config.get(REMEMBERED_EVENTS), config.get(LATE_BOUND));
    }
}
