package io.sinestream.job.cli;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to a file of the run. Has to happen before the first logger exists, so nothing that runs before a data
 * directory is open may log.
 */
final class Logging {
    private static final String FILE = "sinestream.log";

    private Logging() {}

    static Path into(Path folder) {
        Path file = folder.resolve("sine-stream.log");
        System.setProperty(FILE, file.toString());
        if (System.getProperty("log4j2.configurationFile") == null) {
            System.setProperty("log4j2.configurationFile", "classpath:sine-stream-log4j2.xml");
        }
        return file;
    }

    /** Logs a failure in full and gives it in one line. */
    static String failed(Exception e) {
        String file = System.getProperty(FILE);
        if (file == null) {
            return oneLine(e);
        }
        LoggerFactory.getLogger(SineStream.class).info("failed", e); // not as a warning, which the console shows too
        return oneLine(e) + " (details in " + file + ")";
    }

    private static String oneLine(Throwable e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return e.getMessage() == null ? e.getClass().getSimpleName() : message;
    }
}
