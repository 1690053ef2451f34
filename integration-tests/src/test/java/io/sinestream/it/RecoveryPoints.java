package io.sinestream.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The complete checkpoints and savepoints of a data directory. */
final class RecoveryPoints {
    private RecoveryPoints() {}

    static Set<Path> checkpoints(Path dataDirectory) {
        return complete(dataDirectory.resolve("checkpoints"));
    }

    static Set<Path> savepoints(Path dataDirectory) {
        return complete(dataDirectory.resolve("savepoints"));
    }

    static boolean any(Path dataDirectory) {
        return !checkpoints(dataDirectory).isEmpty()
                || !savepoints(dataDirectory).isEmpty();
    }

    /** Flink may be deleting while we look: what vanishes is skipped, and the next look sees the rest. */
    private static Set<Path> complete(Path folder) {
        try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> file.endsWith("_metadata"))) {
            return files.collect(Collectors.toSet());
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        }
    }
}
