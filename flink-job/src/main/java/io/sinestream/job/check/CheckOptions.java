package io.sinestream.job.check;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;

/** What the job accepts as a play event. */
public final class CheckOptions {
    public static final ConfigOption<Integer> MAX_RECORD_BYTES = ConfigOptions.key("check.max-record-bytes")
            .intType()
            .defaultValue(64 * 1024)
            .withDescription(
                    "Largest play event in bytes, 64 to 16777216; larger ones are rejected as OVERSIZE. Raising"
                            + " it lets bigger records into memory.");

    public static final ConfigOption<Integer> MAX_ID_LENGTH = ConfigOptions.key("check.max-id-length")
            .intType()
            .defaultValue(256)
            .withDescription("Longest event, user, item or impression id in UTF-16 units, 1 to 4096; longer ones are"
                    + " rejected as BAD_ID. Raising it makes state larger where ids are not numbers.");

    public static final ConfigOption<Duration> MAX_WATCH = ConfigOptions.key("check.max-watch")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("Longest watch time, 1 s to 7 d; longer ones are rejected as ABSURD_WATCH_TIME. Raise it"
                    + " where live streams or films are played.");

    public static final ConfigOption<Duration> FUTURE_SKEW = ConfigOptions.key("check.future-skew")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("How far ahead of this machine's clock an event time may be, 0 to 365 d; later ones are"
                    + " rejected as ABSURD_EVENT_TIME. Raising it lets one wrong clock turn a user's next events into"
                    + " late ones.");

    public static final ConfigOption<Boolean> ANCIENT = ConfigOptions.key("check.accept-ancient")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether event times before the year 2000 are accepted, as logs with a clock of their own"
                    + " have; otherwise they are rejected as ABSURD_EVENT_TIME.");

    private CheckOptions() {}

    /** @throws org.apache.flink.configuration.IllegalConfigurationException when a value is out of bounds */
    public static CheckSettings settings(ReadableConfig config) {
        return new CheckSettings(
                config.get(MAX_RECORD_BYTES),
                config.get(MAX_ID_LENGTH),
                config.get(MAX_WATCH),
                config.get(FUTURE_SKEW),
                config.get(ANCIENT));
    }
}
