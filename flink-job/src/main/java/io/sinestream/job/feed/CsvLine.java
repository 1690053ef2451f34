package io.sinestream.job.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits one line of a delimited file as RFC 4180 quotes it, except that a field never spans lines: a log's row is a line,
 * so one stray quote damages one row and not the rest of the file.
 */
final class CsvLine {
    private CsvLine() {}

    /** @throws IllegalArgumentException when a quote is left open or followed by text */
    static List<String> split(String line, char delimiter) {
        return line.indexOf('"') < 0 ? splitPlain(line, delimiter) : splitQuoted(line, delimiter);
    }

    /** The delimiter that a header line is written with: comma, tab or semicolon. */
    static char delimiter(String header) {
        for (char candidate : new char[] {',', '\t', ';'}) {
            if (header.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ',';
    }

    private static List<String> splitPlain(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        int from = 0;
        for (int to = line.indexOf(delimiter); to >= 0; to = line.indexOf(delimiter, from)) {
            cells.add(line.substring(from, to).strip());
            from = to + 1;
        }
        cells.add(line.substring(from).strip());
        return cells;
    }

    private static List<String> splitQuoted(String line, char delimiter) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at <= line.length()) {
            int start = skipBlanks(line, at, delimiter);
            if (start < line.length() && line.charAt(start) == '"') {
                StringBuilder cell = new StringBuilder();
                int after = skipBlanks(line, unquote(line, start, cell), delimiter);
                if (after < line.length() && line.charAt(after) != delimiter) {
                    throw new IllegalArgumentException("text after a closing quote");
                }
                cells.add(cell.toString());
                at = after + 1;
            } else {
                int to = line.indexOf(delimiter, start);
                to = to < 0 ? line.length() : to;
                cells.add(line.substring(start, to).strip());
                at = to + 1;
            }
        }
        return cells;
    }

    private static int skipBlanks(String line, int from, char delimiter) {
        int at = from;
        while (at < line.length() && line.charAt(at) == ' ' && delimiter != ' ') {
            at++;
        }
        return at;
    }

    /** Appends the quoted text that opens at {@code start}; returns where it has closed. */
    private static int unquote(String line, int start, StringBuilder cell) {
        int at = start + 1;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c != '"') {
                cell.append(c);
                at++;
            } else if (at + 1 < line.length() && line.charAt(at + 1) == '"') {
                cell.append('"');
                at += 2;
            } else {
                return at + 1;
            }
        }
        throw new IllegalArgumentException("a quote is never closed");
    }
}
