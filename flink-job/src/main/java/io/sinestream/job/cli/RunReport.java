package io.sinestream.job.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run came to, as one flat JSON object: name to number, text, truth or null for what was never measured. */
final class RunReport {
    private static final List<String> COUNTS = List.of(
            Progress.READ,
            "events.rejected",
            "events.effectiveView",
            "events.skip",
            "events.neutral",
            "examples.trained",
            "vectors.published",
            "model.steps",
            "quality.instances");
    private static final List<String> FIGURES = List.of(
            "model.digest",
            "quality.auc",
            "quality.aucSecondHalf",
            "quality.gauc",
            "quality.ndcg",
            "quality.randomNdcg");

    private static final Set<String> TEXTS = Set.of("model.digest", "model.lineage");

    private final Map<String, @Nullable Object> fields = new TreeMap<>();

    /** Takes over every count and figure of the job. */
    RunReport(Progress progress) {
        FIGURES.forEach(name -> fields.put(name, null));
        progress.snapshot().accumulators().forEach((name, value) -> {
            if (value instanceof Long) {
                fields.put(name, value);
            }
        });
        progress.summary()
                .forEach((name, value) -> fields.put(name.toString(), parsed(name.toString(), value.toString())));
        COUNTS.forEach(name -> fields.putIfAbsent(name, 0L));
    }

    RunReport with(String name, @Nullable Object value) {
        fields.put(name, value);
        return this;
    }

    /** Every field, by name. */
    Map<String, @Nullable Object> fields() {
        return fields;
    }

    /** Digests and names stay text even where they happen to look like a number. */
    private static @Nullable Object parsed(String name, String text) {
        if (TEXTS.contains(name)) {
            return text;
        }
        if (text.matches("-?\\d{1,18}")) {
            return Long.parseLong(text);
        }
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            return null;
        }
        return text.matches("-?\\d+\\.\\d+(E-?\\d+)?") ? (Object) Double.parseDouble(text) : text;
    }

    /** Writes the file whole or not at all. */
    void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try (Writer out = Files.newBufferedWriter(fresh);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(json, fields);
        }
        Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    }

    static void write(JsonGenerator json, Map<String, @Nullable Object> fields) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
            json.writeFieldName(field.getKey());
            write(json, field.getValue());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number && Double.isFinite(number)) {
            json.writeNumber(number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value == null || value instanceof Double) {
            json.writeNull();
        } else {
            json.writeString(value.toString());
        }
    }
}
