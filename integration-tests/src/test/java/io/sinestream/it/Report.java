package io.sinestream.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** A run's report. */
record Report(JsonNode json) {

    static Report read(Path file) throws IOException {
        return new Report(new ObjectMapper().readTree(file.toFile()));
    }

    long count(String name) {
        return present(name).asLong();
    }

    double number(String name) {
        return present(name).asDouble();
    }

    boolean flag(String name) {
        return present(name).asBoolean();
    }

    String text(String name) {
        return present(name).asText();
    }

    private JsonNode present(String name) {
        JsonNode value = json.get(name);
        if (value == null) {
            throw new AssertionError("the report has no " + name + ": " + json);
        }
        return value;
    }
}
