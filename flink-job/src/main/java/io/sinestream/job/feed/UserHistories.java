package io.sinestream.job.feed;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.schema.PlayEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What users viewed before a log begins: a CSV or CSV.GZ file with a line per user, the ids of the videos separated by
 * blanks, oldest first, and one time for all of them. Each video is a row.
 */
final class UserHistories implements LogPart {
    private static final List<String> USER = List.of("user", "user_id", "userid", "uid");
    private static final List<String> TIME = List.of("last_time_ms", "t_ms", "time_ms", "timestamp_ms", "time");
    /** Long views come before all that was watched. */
    private static final List<String> VIEWS = List.of("views", "long_watch_seq", "history", "watch_seq");

    private final Path file;
    private final String digest;
    private final char delimiter;
    private final int user;
    private final int time;
    private final int views;
    private final long rows;

    private UserHistories(Path file, String digest, List<String> header, char delimiter, List<String> viewColumns)
            throws IOException {
        this.file = file;
        this.digest = digest;
        this.delimiter = delimiter;
        this.user = position(header, USER);
        this.time = position(header, TIME);
        this.views = position(header, viewColumns);
        this.rows = count();
    }

    /**
     * Looks through a file.
     *
     * @param column the one with the videos; null for the first of the usual names that is there
     * @throws BadUsageException when the file cannot be read or lacks a column
     */
    static UserHistories open(Path file, @Nullable String column) {
        try (BufferedReader lines = PlayLog.lines(Files.newInputStream(file))) {
            String header = PlayLog.headerLine(file, lines);
            char delimiter = CsvLine.delimiter(header);
            return new UserHistories(
                    file,
                    PlayLog.digest(file),
                    CsvLine.split(header, delimiter),
                    delimiter,
                    column == null ? VIEWS : List.of(column));
        } catch (IOException e) {
            throw PlayLog.unreadable(file, e);
        }
    }

    private int position(List<String> header, List<String> names) {
        return names.stream()
                .flatMapToInt(name -> IntStream.range(0, header.size())
                        .filter(i -> header.get(i).equalsIgnoreCase(name)))
                .findFirst()
                .orElseThrow(() -> new BadUsageException("--history " + file + " has no column "
                        + String.join(" or ", names) + ", its columns are " + String.join(", ", header)
                        + ": rename one, or name that of the videos with --history-column"));
    }

    private long count() throws IOException {
        long count = 0;
        try (LogRows all = read()) {
            while (all.next() != null) {
                count++;
            }
        }
        return count;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public LogRows read() throws IOException {
        BufferedReader lines = PlayLog.lines(Files.newInputStream(file));
        PlayLog.headerLine(file, lines);
        return new Rows(lines);
    }

    private final class Rows implements LogRows {
        private final BufferedReader lines;
        private final Queue<LogRow> ofUser = new ArrayDeque<>();
        private long line;

        private Rows(BufferedReader lines) {
            this.lines = lines;
        }

        @Override
        public @Nullable LogRow next() throws IOException {
            while (ofUser.isEmpty()) {
                String text = PlayLog.nextLine(lines);
                if (text == null) {
                    return null;
                }
                parse(text, ++line);
            }
            return ofUser.remove();
        }

        private void parse(String text, long number) {
            try {
                List<String> cells = CsvLine.split(text, delimiter);
                long millis = TimeUnitOfLog.BY_SIZE.millis(Double.parseDouble(cells.get(time)), number);
                int place = 0;
                for (String video : cells.get(views).split(" ", -1)) {
                    if (!video.isEmpty()) {
                        String id = digest + "-" + number + "-" + ++place;
                        ofUser.add(LogRow.history(
                                PlayEvent.video(id, cells.get(user), video, millis, 0, PlayEvent.NO_DURATION), text));
                    }
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new BadUsageException(
                        "--history " + file + " has a line that cannot be read, number " + (number + 1) + " ("
                                + e.getMessage() + "): repair the file",
                        e);
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
