package io.sinestream.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Where figures go: a line of a table on the screen, a line of JSON in {@code integration-tests/target/bench.jsonl}. */
public final class Results {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Results() {}

    /** A figure to be filled in. */
    public static ObjectNode row(String name) {
        return JSON.createObjectNode().put("name", name);
    }

    public static void add(ObjectNode row, String text) {
        System.out.println(text);
        Path file = Path.of(Objects.requireNonNull(System.getProperty("sinestream.root"), "sinestream.root"))
                .resolve("integration-tests/target/bench.jsonl");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, row + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
