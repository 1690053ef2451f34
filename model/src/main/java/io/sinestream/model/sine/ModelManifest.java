package io.sinestream.model.sine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a folder with an exported model says of itself, in {@code manifest.json}.
 *
 * @param settings profile and switches it was learned with
 * @param lineage of the run that learned it
 * @param step training steps it has seen
 * @param items in its vocabulary
 * @param files SHA-256 of the other files, in hex, by name
 */
public record ModelManifest(SineSettings settings, String lineage, long step, int items, Map<String, String> files) {
    static final String FILE = "manifest.json";

    private static final String FORMAT = "sinestream-model";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * Reads the manifest of a folder.
     *
     * @throws UnusableModelException when there is none, or it is damaged or of another version
     */
    public static ModelManifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new UnusableModelException(folder + " has no " + FILE
                    + ": give a folder that sine-stream export or train has written to its end");
        }
        try {
            return of(JSON.readTree(Files.readAllBytes(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableModelException(
                    file + " is damaged (" + oneLine(e) + "): copy or export the model again", e);
        }
    }

    /**
     * Reads the other files and compares them with their checksums.
     *
     * @throws UnusableModelException when one is damaged or missing
     */
    public void requireIntact(Path folder) {
        for (String name : ModelFolder.files()) {
            Path file = folder.resolve(name);
            try {
                String expected = files.getOrDefault(name, "none");
                String actual = ModelFolder.sha256(file);
                if (!actual.equals(expected)) {
                    throw new UnusableModelException(file + " has SHA-256 " + actual + ", its manifest says " + expected
                            + ": copy or export the model again");
                }
            } catch (IOException e) {
                throw new UnusableModelException(
                        file + " cannot be read (" + e + "): copy or export the model again", e);
            }
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static ModelManifest of(JsonNode root) {
        if (!root.path("format").asText().equals(FORMAT)) {
            throw new IllegalArgumentException(
                    "format is '" + root.path("format").asText() + "', must be " + FORMAT);
        }
        if (root.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("version is " + root.path("version") + ", this build reads " + VERSION);
        }
        return new ModelManifest(
                SavedSettings.of(required(root, "profile").asText(), texts(root, "switches")),
                required(root, "lineage").asText(),
                required(root, "step").asLong(),
                required(root, "items").asInt(),
                texts(root, "sha256"));
    }

    private static JsonNode required(JsonNode root, String name) {
        JsonNode value = root.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static Map<String, String> texts(JsonNode root, String name) {
        return JSON.convertValue(required(root, name), new TypeReference<Map<String, String>>() {});
    }

    /** Writes the manifest of a folder, whose other files must be complete. */
    void write(Path folder) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT).put("version", VERSION);
        root.put("profile", settings.profile());
        root.set("switches", JSON.valueToTree(settings.switches()));
        root.put("lineage", lineage).put("step", step).put("items", items);
        root.set("sha256", JSON.valueToTree(files));
        JSON.writeValue(folder.resolve(FILE).toFile(), root);
    }
}
