package io.sinestream.job.feed;

import io.sinestream.job.embedded.BadUsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Remembers in the data directory what its topic is fed with. A run that continues must be fed with the same: a row's place
 * follows from its file, the format and the number of partitions.
 */
public final class FeedLedger {
    private FeedLedger() {}

    /**
     * Writes the terms down, or checks that they are those of the first run.
     *
     * @param terms name and value of everything a row's place depends on
     * @throws BadUsageException when the directory was fed with something else
     */
    public static void require(Path folder, Map<String, String> terms) throws IOException {
        Path file = folder.resolve("fed-with");
        String now = text(terms);
        if (!Files.exists(file)) {
            Path fresh = folder.resolve("fed-with.new");
            Files.writeString(fresh, now);
            Files.move(fresh, file);
            return;
        }
        String before = Files.readString(file);
        if (!before.equals(now)) {
            throw new BadUsageException("--data-dir was fed with " + oneLine(before) + ", now it is " + oneLine(now)
                    + ": repeat the first run's settings or give another directory");
        }
    }

    private static String text(Map<String, String> terms) {
        return new TreeMap<>(terms)
                .entrySet().stream()
                        .map(term -> term.getKey() + "=" + term.getValue() + "\n")
                        .collect(Collectors.joining());
    }

    private static String oneLine(String text) {
        return text.strip().replace("\n", " ");
    }
}
