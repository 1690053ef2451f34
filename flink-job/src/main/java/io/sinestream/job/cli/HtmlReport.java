package io.sinestream.job.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.sinestream.job.cli.RunSamples.Sample;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A run as one page with plots. */
final class HtmlReport {
    private static final PlotPage PAGE = new PlotPage("/sine-stream-report.html");

    private final Map<String, @Nullable Object> figures;
    private final List<Sample> samples;

    /** @param figures of the whole run by name, as the JSON report has them */
    HtmlReport(Map<String, @Nullable Object> figures, List<Sample> samples) {
        this.figures = figures;
        this.samples = samples;
    }

    /** Writes the file whole or not at all. */
    void write(Path file) throws IOException {
        PAGE.write(file, data());
    }

    private String data() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeFieldName("figures");
            RunReport.write(json, figures);
            column(json, "seconds", Sample::seconds);
            column(json, "eventsPerSecond", Sample::eventsPerSecond);
            column(json, "views", Sample::views);
            column(json, "skips", Sample::skips);
            column(json, "neutral", Sample::neutral);
            column(json, "rejected", Sample::rejected);
            column(json, "auc", Sample::auc);
            column(json, "windowAuc", Sample::windowAuc);
            column(json, "popularityAuc", Sample::popularityAuc);
            column(json, "lossRandomItems", Sample::lossRandomItems);
            column(json, "lossSkips", Sample::lossSkips);
            column(json, "freshP50Millis", Sample::freshP50Millis);
            column(json, "freshP99Millis", Sample::freshP99Millis);
            column(json, "items", Sample::items);
            json.writeEndObject();
        }
        return text.toString();
    }

    private void column(JsonGenerator json, String name, ToDoubleFunction<Sample> value) throws IOException {
        json.writeArrayFieldStart(name);
        for (Sample sample : samples) {
            double number = value.applyAsDouble(sample);
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        }
        json.writeEndArray();
    }
}
