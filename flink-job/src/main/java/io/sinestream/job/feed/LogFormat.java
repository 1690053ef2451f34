package io.sinestream.job.feed;

import io.sinestream.job.embedded.BadUsageException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The logs whose headers are known: which names a column goes by, and in what unit times are. */
public enum LogFormat {
    /** KuaiRand: {@code user_id, video_id, time_ms, play_time_ms, duration_ms}. */
    KUAIRAND(
            TimeUnitOfLog.MILLIS,
            names("user_id"),
            names("video_id"),
            names("time_ms", "timestamp_ms"),
            names("play_time_ms", "play_ms"),
            names("duration_ms")),
    /** KuaiRec: {@code user_id, video_id, play_duration, video_duration, timestamp}, time in seconds with a fraction. */
    KUAIREC(
            TimeUnitOfLog.SECONDS,
            names("user_id"),
            names("video_id"),
            names("timestamp"),
            names("play_duration"),
            names("video_duration")),
    /** WeChat 2021: {@code userid, feedid, date_, play}; durations are in its {@code feed_info.csv}, in seconds. */
    WECHAT(TimeUnitOfLog.DAY, names("userid"), names("feedid"), names("date_"), names("play"), names()),
    /** Any log with usual names; a time column without a unit in its name is in seconds or milliseconds, by its size. */
    GENERIC(
            TimeUnitOfLog.BY_SIZE,
            names("user", "user_id", "userid", "uid"),
            names("item", "item_id", "itemid", "video_id", "videoid", "video"),
            names("t_ms", "time_ms", "timestamp_ms", "event_time_ms", "timestamp", "time", "event_time"),
            names("watch_ms", "play_ms", "play_time_ms", "watch_time_ms", "play_duration"),
            names("duration_ms", "video_duration_ms", "video_ms", "video_duration"));

    private final TimeUnitOfLog time;

    @SuppressWarnings("ImmutableEnumChecker") // Map.of is immutable
    private final Map<LogColumn, List<String>> names;

    LogFormat(
            TimeUnitOfLog time,
            List<String> user,
            List<String> item,
            List<String> times,
            List<String> watch,
            List<String> duration) {
        this.time = time;
        this.names = Map.of(
                LogColumn.USER, user,
                LogColumn.ITEM, item,
                LogColumn.TIME, times,
                LogColumn.WATCH, watch,
                LogColumn.DURATION, duration);
    }

    private static List<String> names(String... names) {
        return List.of(names);
    }

    /** The format of that name, in any case. */
    public static LogFormat named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new BadUsageException("--format " + name + " is unknown: take one of "
                        + Arrays.stream(values())
                                .map(format -> format.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    List<String> names(LogColumn column) {
        return names.getOrDefault(column, List.of());
    }

    /** The unit of a time column: its name says milliseconds, or the format knows. */
    TimeUnitOfLog timeUnit(String column) {
        return column.toLowerCase(Locale.ROOT).endsWith("_ms") ? TimeUnitOfLog.MILLIS : time;
    }
}
