package io.sinestream.job.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The golden files of a folder: {@code -Dgolden.dir}, else the copies among the test resources. Every file must be of a
 * kind that some test of the project knows.
 */
public final class GoldenFolder {
    private static final Path COPIES = Path.of("src", "test", "resources", "golden");

    private static final Set<String> KINDS = Set.of(
            "labels",
            "watch_scores",
            "stream",
            "prequential",
            "metrics",
            "dcor",
            "hazards",
            "preparation",
            "reference",
            "switch",
            "pnfrec",
            "world");

    private GoldenFolder() {}

    /** A golden file by name. */
    public record GoldenFile(String name, JsonNode root) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** The files of one kind; the others are named on standard output. */
    public static Stream<GoldenFile> ofKind(String kind) {
        Path folder = folder();
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths
                    .filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(GoldenFolder::read)
                    .filter(file -> isOfKind(file, kind))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException("golden.dir " + folder + " cannot be listed", e);
        }
    }

    private static Path folder() {
        @Nullable String given = System.getProperty("golden.dir");
        boolean isGiven = given != null && !given.isBlank() && !given.startsWith("${");
        return isGiven ? Path.of(given) : COPIES;
    }

    private static GoldenFile read(Path path) {
        try {
            return new GoldenFile(path.getFileName().toString(), new ObjectMapper().readTree(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not JSON", e);
        }
    }

    private static boolean isOfKind(GoldenFile file, String kind) {
        String found = file.root().path("kind").asText();
        assertThat(KINDS).as("kind of %s", file.name()).contains(found);
        if (!found.equals(kind)) {
            System.out.println("golden " + file.name() + " is of kind " + found + ": another test's");
        }
        return found.equals(kind);
    }
}
