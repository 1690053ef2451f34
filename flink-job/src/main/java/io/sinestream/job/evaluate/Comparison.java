package io.sinestream.job.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Figures of all cells side by side: a row per setting, means over its runs with 95 % intervals of the mean. */
public final class Comparison {
    private static final Map<String, String> COLUMNS = columns();

    private final Map<String, List<SortedMap<String, Double>>> runs = new LinkedHashMap<>();

    /** Takes over a finished cell. */
    public void add(Cell cell, SortedMap<String, Double> figures) {
        runs.computeIfAbsent(cell.setting().name(), name -> new ArrayList<>()).add(figures);
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("AUC, later half", "laterHalf.model.auc");
        columns.put("against random items", "laterHalf.model.aucRandomItems");
        columns.put("AUC", "all.model.auc");
        columns.put("pooled", "all.model.pooledAuc");
        columns.put("GAUC", "all.model.gauc");
        columns.put("NDCG", "all.model.ndcg");
        columns.put("history 1–4", "history1.model.auc");
        columns.put("5–19", "history5.model.auc");
        columns.put("20–49", "history20.model.auc");
        columns.put("50", "history50.model.auc");
        columns.put("views/s", "examplesPerSecond");
        return columns;
    }

    /** As a table in Markdown, baselines last. */
    public String table() {
        StringBuilder table = new StringBuilder();
        row(table, Stream.concat(Stream.of("setting", "runs"), COLUMNS.keySet().stream()));
        row(table, Stream.generate(() -> "---").limit(COLUMNS.size() + 2L));
        runs.forEach((name, cells) -> row(
                table,
                Stream.concat(
                        Stream.of(name, Integer.toString(cells.size())),
                        COLUMNS.values().stream().map(figure -> spread(cells, figure)))));
        for (String baseline : List.of("positiveRate", "popularity", "random")) {
            List<SortedMap<String, Double>> any = runs.values().iterator().next();
            row(
                    table,
                    Stream.concat(
                            Stream.of(baseline, Integer.toString(any.size())),
                            COLUMNS.values().stream()
                                    .map(figure -> spread(any, figure.replace(".model.", "." + baseline + ".")))));
        }
        return table.toString();
    }

    private static void row(StringBuilder table, Stream<String> cells) {
        table.append("| ").append(String.join(" | ", cells.toList())).append(" |\n");
    }

    private static double[] values(List<SortedMap<String, Double>> cells, String figure) {
        return cells.stream()
                .filter(cell -> cell.containsKey(figure))
                .mapToDouble(cell -> cell.getOrDefault(figure, Double.NaN))
                .toArray();
    }

    private static String spread(List<SortedMap<String, Double>> cells, String figure) {
        double[] values = values(cells, figure);
        if (values.length == 0) {
            return "";
        }
        Interval interval = Interval.of(values);
        if (interval.mean() > 1) {
            return String.format(Locale.ROOT, "%,.0f", interval.mean());
        }
        return values.length == 1
                ? String.format(Locale.ROOT, "%.3f", interval.mean())
                : String.format(Locale.ROOT, "%.3f ± %.3f", interval.mean(), interval.halfWidth());
    }

    /**
     * The figures to be plotted as JSON: settings, and for each figure by its name the means and where their 95 % intervals
     * begin and end, null where there is none.
     */
    public String json() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeFieldName("settings");
            json.writeStartArray();
            for (String name : runs.keySet()) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("figures");
            for (Map.Entry<String, String> column : COLUMNS.entrySet()) {
                figure(json, column.getKey(), column.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    private void figure(JsonGenerator json, String name, String figure) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("mean");
        for (List<SortedMap<String, Double>> cells : runs.values()) {
            number(json, Interval.of(values(cells, figure)).mean());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("interval");
        for (List<SortedMap<String, Double>> cells : runs.values()) {
            Interval interval = Interval.of(values(cells, figure));
            json.writeStartArray();
            number(json, interval.mean() - interval.halfWidth());
            number(json, interval.mean() + interval.halfWidth());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeFieldName("positiveRate");
        number(json, baseline(figure, "positiveRate"));
        json.writeFieldName("popularity");
        number(json, baseline(figure, "popularity"));
        json.writeEndObject();
    }

    /** What a baseline reaches in that figure; NaN where it has none. */
    private double baseline(String figure, String name) {
        if (!figure.contains(".model.")) {
            return Double.NaN;
        }
        return Interval.of(values(runs.values().iterator().next(), figure.replace(".model.", "." + name + ".")))
                .mean();
    }

    private static void number(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    /** Mean of a figure of a setting over its runs. */
    public double mean(String setting, String figure) {
        return Interval.of(runs.getOrDefault(setting, List.of()).stream()
                        .mapToDouble(cell -> cell.getOrDefault(figure, Double.NaN))
                        .toArray())
                .mean();
    }
}
