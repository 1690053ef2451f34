package io.sinestream.job.feed;

import io.sinestream.job.embedded.BadUsageException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of a log in the order they are fed. */
public final class LogFiles {
    private static final String ITEM_OF_DURATIONS = "feedid";
    private static final String SECONDS_OF_DURATIONS = "videoplayseconds";

    private final List<LogPart> parts;

    private LogFiles(List<LogPart> parts) {
        this.parts = parts;
    }

    /**
     * Looks through all files. Among those of the WeChat format one may be {@code feed_info.csv}, which has the durations.
     *
     * @param renamed columns that go by other names than the format's
     * @throws BadUsageException when a file cannot be read or lacks a column
     */
    public static LogFiles open(List<Path> files, LogFormat format, Map<LogColumn, String> renamed) {
        Map<String, Long> durations = new HashMap<>();
        List<Path> plays = new ArrayList<>(files);
        if (format == LogFormat.WECHAT) {
            plays.removeIf(file -> readDurations(file, durations));
        }
        if (plays.isEmpty()) {
            throw new BadUsageException("no file with plays is given: name one or more CSV or CSV.GZ files");
        }
        List<LogPart> logs = plays.stream()
                .map(file -> (LogPart) PlayLog.open(file, format, renamed, durations))
                .toList();
        return new LogFiles(logs);
    }

    /**
     * The same log after what its users viewed before it.
     *
     * @param histories file with a line per user: id, time, ids of the videos
     * @param column the one with the videos; null for one of the usual names
     * @throws BadUsageException when the file cannot be read or lacks a column
     */
    public LogFiles after(Path histories, @Nullable String column) {
        List<LogPart> all = new ArrayList<>(List.of(UserHistories.open(histories, column)));
        all.addAll(parts);
        return new LogFiles(all);
    }

    /** Reads {@code user=…,item=…} into columns. */
    public static Map<LogColumn, String> columns(Map<String, String> named) {
        Map<LogColumn, String> columns = new EnumMap<>(LogColumn.class);
        named.forEach((word, name) -> columns.put(column(word), name));
        return columns;
    }

    private static LogColumn column(String word) {
        for (LogColumn column : LogColumn.values()) {
            if (column.word().equalsIgnoreCase(word)) {
                return column;
            }
        }
        throw new BadUsageException("--columns " + word + "=… is unknown: name user, item, time, watch or duration");
    }

    /** @return whether the file is a table of durations, which is then added */
    private static boolean readDurations(Path file, Map<String, Long> durations) {
        try (BufferedReader lines = PlayLog.lines(Files.newInputStream(file))) {
            List<String> header = CsvLine.split(PlayLog.headerLine(file, lines), ',');
            int item = header.indexOf(ITEM_OF_DURATIONS);
            int seconds = header.indexOf(SECONDS_OF_DURATIONS);
            if (item < 0 || seconds < 0) {
                return false;
            }
            for (String line = PlayLog.nextLine(lines); line != null; line = PlayLog.nextLine(lines)) {
                List<String> cells = CsvLine.split(line, ',');
                durations.put(cells.get(item), Math.round(Double.parseDouble(cells.get(seconds)) * 1000));
            }
            return true;
        } catch (IOException e) {
            throw PlayLog.unreadable(file, e);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BadUsageException(
                    file + " has a row without " + SECONDS_OF_DURATIONS + " (" + e.getMessage() + "): repair the file",
                    e);
        }
    }

    /** How many rows there are in all. */
    public long rows() {
        return parts.stream().mapToLong(LogPart::rows).sum();
    }

    /** Tells these files from others: their digests in order. */
    public String identity() {
        return parts.stream().map(LogPart::digest).collect(Collectors.joining(","));
    }

    List<LogPart> parts() {
        return parts;
    }
}
