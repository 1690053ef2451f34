package io.sinestream.job.feed;

import io.sinestream.job.embedded.BadUsageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Where a file keeps what a play event needs.
 *
 * @param positions column numbers; without {@link LogColumn#DURATION} where the log has none
 */
record LogHeader(char delimiter, Map<LogColumn, Integer> positions, TimeUnitOfLog time) {

    /**
     * Maps a header line.
     *
     * @param renamed columns that the person named; they win over the format's names
     * @throws BadUsageException when a column that is needed, or was named, is not there
     */
    static LogHeader of(String file, String line, LogFormat format, Map<LogColumn, String> renamed) {
        char delimiter = CsvLine.delimiter(line);
        List<String> header = CsvLine.split(line, delimiter);
        Map<LogColumn, Integer> positions = new EnumMap<>(LogColumn.class);
        for (LogColumn column : LogColumn.values()) {
            String named = renamed.get(column);
            List<String> candidates = named == null ? format.names(column) : List.of(named);
            OptionalInt position = position(header, candidates);
            if (position.isPresent()) {
                positions.put(column, position.getAsInt());
            } else if (named != null || column != LogColumn.DURATION) {
                throw missing(file, column, candidates, header);
            }
        }
        int time = positions.getOrDefault(LogColumn.TIME, 0);
        return new LogHeader(delimiter, positions, format.timeUnit(header.get(time)));
    }

    private static OptionalInt position(List<String> header, List<String> candidates) {
        return candidates.stream()
                .flatMapToInt(name -> IntStream.range(0, header.size())
                        .filter(i -> header.get(i).equalsIgnoreCase(name)))
                .findFirst();
    }

    private static BadUsageException missing(
            String file, LogColumn column, List<String> candidates, List<String> header) {
        return new BadUsageException(file + " has no " + column.word() + " column " + String.join(" or ", candidates)
                + ", its columns are " + String.join(", ", header) + ": name it with --columns "
                + column.word().toLowerCase(Locale.ROOT) + "=NAME or choose another --format");
    }
}
