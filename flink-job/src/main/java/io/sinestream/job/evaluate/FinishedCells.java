package io.sinestream.job.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.sinestream.model.Mix;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A folder with one file of figures for each cell that is finished: what an evaluation that was stopped need not do again. */
public final class FinishedCells {
    /** Raise it when figures of the same setting are no longer comparable. */
    private static final int VERSION = 1;

    private final Path folder;

    public FinishedCells(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The cell's figures, null when it is not finished. */
    public @Nullable SortedMap<String, Double> read(Cell cell) throws IOException {
        Path file = file(cell);
        if (!Files.exists(file)) {
            return null;
        }
        SortedMap<String, Double> figures = new TreeMap<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
                    figures.put(json.currentName(), json.getDoubleValue());
                }
            }
        }
        return figures;
    }

    /** Writes the cell's figures, whole or not at all. */
    public void write(Cell cell, Map<String, Double> figures) throws IOException {
        Path file = file(cell);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (Writer out = Files.newBufferedWriter(fresh);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("setting", cell.setting().name());
            json.writeStringField("run", cell.run());
            json.writeStringField("identity", cell.identity());
            for (Map.Entry<String, Double> figure : figures.entrySet()) {
                if (Double.isFinite(figure.getValue())) {
                    json.writeNumberField(figure.getKey(), figure.getValue());
                }
            }
            json.writeEndObject();
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(Cell cell) {
        String name = String.format(Locale.ROOT, "%016x.json", Mix.seed(VERSION, cell.identity()));
        return folder.resolve(name);
    }
}
