package io.sinestream.job.feed;

import io.sinestream.job.embedded.BadUsageException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of a log, plain or gzipped: a header line, then a row per line. Looked through once when it is opened, so its
 * digest and row count are known before the first row is produced.
 */
final class PlayLog implements LogPart {
    private static final int DIGEST_CHARACTERS = 12;
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final String digest;
    private final long rows;
    private final LogHeader header;
    private final Map<String, Long> durations;

    private PlayLog(Path file, String digest, long rows, LogHeader header, Map<String, Long> durations) {
        this.file = file;
        this.digest = digest;
        this.rows = rows;
        this.header = header;
        this.durations = durations;
    }

    /**
     * Looks through a file.
     *
     * @param renamed columns that go by other names than the format's
     * @param durations milliseconds by item, for formats that keep them apart
     * @throws BadUsageException when the file cannot be read or lacks a column
     */
    static PlayLog open(Path file, LogFormat format, Map<LogColumn, String> renamed, Map<String, Long> durations) {
        try (BufferedReader lines = lines(Files.newInputStream(file))) {
            LogHeader header = LogHeader.of(file.toString(), headerLine(file, lines), format, renamed);
            long rows = 0;
            while (nextLine(lines) != null) {
                rows++;
            }
            return new PlayLog(file, digest(file), rows, header, durations);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BadUsageException unreadable(Path file, IOException e) {
        if (!Files.exists(file)) {
            return new BadUsageException(file + " does not exist: check the path of the log", e);
        }
        String reason = Files.isDirectory(file) ? "it is a directory" : String.valueOf(e.getMessage());
        return new BadUsageException(file + " cannot be read (" + reason + "): give a CSV or CSV.GZ file", e);
    }

    static String headerLine(Path file, BufferedReader lines) throws IOException {
        String line = nextLine(lines);
        if (line == null) {
            throw new BadUsageException(file + " is empty: a log starts with a header line");
        }
        return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }

    /** The next line that is not blank, null at the end. */
    static @Nullable String nextLine(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        return line;
    }

    /** Text of a file that is gzipped or not, told by its first two bytes. */
    static BufferedReader lines(InputStream bytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        InputStream plain = gzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
    }

    /** Tells a file from others by its bytes. */
    static String digest(Path file) throws IOException {
        try (DigestInputStream bytes =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(OutputStream.nullOutputStream());
            byte[] digest = bytes.getMessageDigest().digest();
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
        BufferedReader lines = lines(Files.newInputStream(file));
        headerLine(file, lines);
        return new Rows(lines, new RowParser(digest, header, durations));
    }

    /** The rows of a file in its order. */
    private static final class Rows implements LogRows {
        private final BufferedReader lines;
        private final RowParser parser;
        private long number;

        private Rows(BufferedReader lines, RowParser parser) {
            this.lines = lines;
            this.parser = parser;
        }

        @Override
        public @Nullable LogRow next() throws IOException {
            String line = nextLine(lines);
            return line == null ? null : parser.parse(line, ++number);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
