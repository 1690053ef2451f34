package io.sinestream.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metrics that {@code METRICS.md} lists, and what the REST API of a job says of them. */
final class DocumentedMetrics {
    private static final Pattern OPERATOR = Pattern.compile("## Operator `(.+)`");
    private static final Pattern ROW = Pattern.compile("\\| `([\\w.]+)` \\| ([^|]*) \\| .*");
    private static final int PER_REQUEST = 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI dashboard;

    DocumentedMetrics(URI dashboard) {
        this.dashboard = dashboard;
    }

    /** Units by name as the REST API has it. */
    static Map<String, String> units() throws IOException {
        Map<String, String> units = new TreeMap<>();
        String operator = null;
        for (String line : Files.readAllLines(Launcher.root().resolve("flink-job/METRICS.md"))) {
            Matcher heading = OPERATOR.matcher(line);
            Matcher row = ROW.matcher(line);
            if (heading.matches()) {
                operator = heading.group(1).replace(' ', '_');
            } else if (line.startsWith("##")) {
                operator = null;
            } else if (operator != null && row.matches()) {
                String unit = row.group(2).strip();
                units.put(operator + "." + row.group(1) + (unit.contains("histogram") ? "_p99" : ""), unit);
            }
        }
        return units;
    }

    /** What the job's first subtasks say of each; nothing of those it does not have. */
    Map<String, Double> values() throws IOException, InterruptedException {
        String job = get("/jobs/overview").at("/jobs/0/jid").asText();
        Map<String, Double> values = new TreeMap<>();
        Set<String> documented = units().keySet();
        for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
            String path = "/jobs/" + job + "/vertices/" + vertex.get("id").asText() + "/metrics";
            List<String> ids = new ArrayList<>();
            for (JsonNode metric : get(path)) {
                ids.add(metric.get("id").asText());
            }
            ids.removeIf(id -> !id.startsWith("0.") || !documented.contains(id.substring(2)));
            for (int from = 0; from < ids.size(); from += PER_REQUEST) {
                String some = String.join(",", ids.subList(from, Math.min(ids.size(), from + PER_REQUEST)));
                for (JsonNode metric : get(path + "?get=" + URLEncoder.encode(some, StandardCharsets.UTF_8))) {
                    values.put(
                            metric.get("id").asText().substring(2),
                            Double.valueOf(metric.get("value").asText()));
                }
            }
        }
        return values;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(dashboard + path)).build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
