package io.sinestream.job.feed;

import io.sinestream.schema.PlayEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the lines of one file into rows. Says only whether a row can be read; whether it makes sense, the job decides. */
final class RowParser {
    private final String digest;
    private final LogHeader header;
    private final Map<String, Long> durations;

    /**
     * @param digest what the rows' ids start with
     * @param durations milliseconds by item, for logs that keep them apart
     */
    RowParser(String digest, LogHeader header, Map<String, Long> durations) {
        this.digest = digest;
        this.header = header;
        this.durations = durations;
    }

    LogRow parse(String line, long number) {
        String id = digest + "-" + number;
        String user = null;
        try {
            List<String> cells = CsvLine.split(line, header.delimiter());
            user = text(cells, LogColumn.USER);
            String item = text(cells, LogColumn.ITEM);
            long time = header.time().millis(number(cells, LogColumn.TIME), number);
            long watch = Math.round(number(cells, LogColumn.WATCH));
            return LogRow.good(PlayEvent.video(id, user, item, time, watch, duration(cells, item)), line);
        } catch (IllegalArgumentException e) {
            return LogRow.bad(id, user, String.valueOf(e.getMessage()), line);
        }
    }

    private @Nullable String cell(List<String> cells, LogColumn column) {
        Integer position = header.positions().get(column);
        return position == null || position >= cells.size() ? null : cells.get(position);
    }

    private String text(List<String> cells, LogColumn column) {
        String cell = cell(cells, column);
        if (cell == null || cell.isEmpty()) {
            throw new IllegalArgumentException(column.word() + " is missing");
        }
        return cell;
    }

    private double number(List<String> cells, LogColumn column) {
        return number(text(cells, column), column);
    }

    private static double number(String cell, LogColumn column) {
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(column.word() + " is '" + cell + "', not a number", e);
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(column.word() + " is " + cell + ", not a finite number");
        }
        return value;
    }

    private long duration(List<String> cells, String item) {
        String cell = cell(cells, LogColumn.DURATION);
        if (cell == null) {
            return durations.getOrDefault(item, PlayEvent.NO_DURATION);
        }
        boolean unknown = cell.isEmpty() || cell.equalsIgnoreCase("nan") || cell.equalsIgnoreCase("null");
        return unknown ? PlayEvent.NO_DURATION : Math.round(number(cell, LogColumn.DURATION));
    }
}
