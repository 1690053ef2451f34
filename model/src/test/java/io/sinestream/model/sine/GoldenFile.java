package io.sinestream.model.sine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One file of golden numbers. */
record GoldenFile(Path folder, Path path, JsonNode root) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every file of the folder that {@code golden.dir} names, or of the copies beside the tests. */
    static List<GoldenFile> all() {
        Path folder = goldenFolder();
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .map(path -> read(folder, path))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another file of the same folder. */
    GoldenFile sibling(String name) {
        return read(folder, path.resolveSibling(name));
    }

    String kind() {
        return root.path("kind").asText();
    }

    private static Path goldenFolder() {
        String named = System.getProperty("golden.dir", "");
        if (named.isBlank() || named.startsWith("${")) {
            return copies();
        }
        // Maven runs the tests in the module's folder; a path given beside the root pom is one level up.
        return Stream.of(Path.of(named), Path.of("..").resolve(named))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("golden.dir is " + named
                        + ", must be a folder: leave it out to use the copies under the test resources"));
    }

    private static Path copies() {
        URL url = Objects.requireNonNull(GoldenFile.class.getResource("/golden"), "golden copies");
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GoldenFile read(Path folder, Path path) {
        try {
            return new GoldenFile(folder, path, JSON.readTree(path.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder.relativize(path).toString();
    }
}
