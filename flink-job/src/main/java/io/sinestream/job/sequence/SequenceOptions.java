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

    public static final ConfigOption<Duration> WAIT = ConfigOptions.key("sequence.wait")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("How long an event waits for earlier ones of its user, in event time, 0 to 1 h. Raising it"
                    + " lets more late events train in order and heartbeats of one impression become one event, and makes"
                    + " vectors older by as much. The user's later events end the wait; so does the watermark, and then"
                    + " the order across users depends on it.");

    public static final ConfigOption<Integer> MAX_WAITING = ConfigOptions.key("sequence.max-waiting")
            .intType()
            .defaultValue(1000)
            .withDescription("How many events of one user wait at most, 1 to 100000; beyond, the earliest goes at once."
                    + " Bounds the state of users who flood.");

    public static final ConfigOption<Duration> MAX_SKIP_AGE = ConfigOptions.key("sequence.max-skip-age")
            .durationType()
            .noDefaultValue()
            .withDescription(
                    "A skip this much older than the effective view after it is no longer paired with it, 1 s to"
                            + " 30 d; without it the age does not matter.");

    public static final ConfigOption<Boolean> NEUTRAL_SEPARATES = ConfigOptions.key("sequence.neutral-breaks-adjacency")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether a neutral play between a skip and the effective view after it parts them, so that"
                    + " the skip is not learned from; otherwise neutral plays are as if they were not there. With it,"
                    + " fewer skips are paired with views, and surer ones.");

    public static final ConfigOption<Integer> REMEMBERED_IMPRESSIONS = ConfigOptions.key(
                    "sequence.remembered-impressions")
            .intType()
            .defaultValue(16)
            .withDescription(
                    "How many of the user's last impressions are remembered so that a later report supersedes an"
                            + " earlier one, 0 to 1024. Costs state only where events carry impression ids.");

    public static final ConfigOption<Duration> TTL = ConfigOptions.key("sequence.ttl")
            .durationType()
            .defaultValue(Duration.ofDays(90))
            .withDescription("A user without events for longer than this, in event time, starts anew, 1 h to 3650 d."
                    + " Raising it keeps more users in state.");

    public static final ConfigOption<Duration> REFRESH_MAX_AGE = ConfigOptions.key("sequence.refresh-max-age")
            .durationType()
            .defaultValue(Duration.ofDays(1))
            .withDescription("A user without an effective view for this long, in event time, 60 s to 3650 d, is"
                    + " encoded and published again with the weights of the moment, and each time as long has passed"
                    + " again; nothing is learned from it. 0 never does. Lowering it keeps vectors of absent users closer to the"
                    + " items, which move on, and costs encodings and records. Needs sequence.watermarks.");

    public static final ConfigOption<Integer> REFRESH_RATE = ConfigOptions.key("sequence.refresh-rate")
            .intType()
            .defaultValue(100)
            .withDescription("Absent users per second and subtask that are encoded again at most, 1 to 100000; the"
                    + " others wait. Raising it catches up sooner after a time in which the job stood still, and takes"
                    + " more of the learner's time from those who play.");

    public static final ConfigOption<Boolean> WATERMARKS = ConfigOptions.key("sequence.watermarks")
            .booleanType()
            .defaultValue(true)
            .withDescription(
                    "Whether plays of others end a user's waits and clean up after users who stay away; without it"
                            + " only the user's own next play does. A replay has it off: where clean-up falls would depend on"
                            + " where a restart did.");

    public static final ConfigOption<Integer> USERS_IN_MEMORY = ConfigOptions.key("sequence.users-in-memory")
            .intType()
            .defaultValue(100_000)
            .withDescription("How many users per subtask, those who played last, are held in memory beside the state"
                    + " backend, 0 to 10000000; about 2.5 KB of heap each and 16 bytes more per view of the window, and"
                    + " never more than a quarter of the slot's heap holds. A user who is not there costs five times as"
                    + " much per play, so it should be well above the number of users who play at the same time: twice"
                    + " as many. Raising it makes the pause at a checkpoint longer, since users who played since the"
                    + " one before are written then.");

    private SequenceOptions() {}

    /** @throws org.apache.flink.configuration.IllegalConfigurationException when a value is out of bounds */
    public static SequenceSettings settings(ReadableConfig config) {
        return new SequenceSettings(
                config.get(WINDOW),
                config.get(MAX_RUN),
                config.get(REMEMBERED_EVENTS),
                config.get(LATE_BOUND),
                config.get(WAIT),
                config.get(MAX_WAITING),
                config.getOptional(MAX_SKIP_AGE).orElse(null),
                config.get(NEUTRAL_SEPARATES),
                config.get(REMEMBERED_IMPRESSIONS),
                config.get(TTL),
                config.get(USERS_IN_MEMORY),
                config.get(REFRESH_MAX_AGE),
                config.get(REFRESH_RATE),
                false);
    }
}
