package io.sinestream.job.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the checkpoint or savepoint to continue from. One is complete when its {@code _metadata} exists: Flink writes that
 * last, under another name, and renames it.
 */
final class RecoveryPoint {
    private static final String METADATA = "_metadata";

    private RecoveryPoint() {}

    /** The complete one that was finished last. */
    static Optional<Path> newest(Path checkpoints, Path savepoints) {
        List<Path> found = new ArrayList<>(candidates(checkpoints));
        found.addAll(candidates(savepoints));
        return found.stream()
                .filter(RecoveryPoint::isComplete)
                .max(Comparator.comparing(RecoveryPoint::finished).thenComparing(Path::toString));
    }

    /**
     * Drops whatever the newest one does not need: what a kill left half written and what newer ones have replaced. That
     * is everything but its own folder, or for a checkpoint the folder of its job, whose files it shares; for no run ever
     * {@linkplain ClusterSettings claims} what it started from.
     */
    static void removeOthers(Path checkpoints, Path savepoints) throws IOException {
        Path kept = newest(checkpoints, savepoints).orElse(savepoints);
        for (Path job : children(checkpoints)) {
            if (!kept.startsWith(job)) {
                FileTree.delete(job);
            }
        }
        for (Path savepoint : children(savepoints)) {
            if (!kept.equals(savepoint)) {
                FileTree.delete(savepoint);
            }
        }
        for (Path candidate : candidates(checkpoints)) {
            if (!isComplete(candidate)) {
                FileTree.delete(candidate);
            }
        }
    }

    /** {@code chk-n} lies in a folder per job, {@code savepoint-…} right in its own. */
    private static List<Path> candidates(Path folder) {
        List<Path> found = new ArrayList<>();
        for (Path child : children(folder)) {
            String name = child.getFileName().toString();
            if (name.startsWith("savepoint-")) {
                found.add(child);
            }
            for (Path grandchild : children(child)) {
                if (grandchild.getFileName().toString().startsWith("chk-")) {
                    found.add(grandchild);
                }
            }
        }
        return found;
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isComplete(Path candidate) {
        return Files.isRegularFile(candidate.resolve(METADATA));
    }

    private static FileTime finished(Path candidate) {
        try {
            return Files.getLastModifiedTime(candidate.resolve(METADATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
