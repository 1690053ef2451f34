package io.sinestream.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sinestream.job.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A real Prometheus in a process of its own: the Debian package or any other on the path. */
final class Prometheus implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The program of that name on the path. */
    static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Scrapes one port every second, under these rules. */
    static Prometheus start(Path folder, int scrapedPort, String rules) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("rules.yml"), rules);
        Files.writeString(
                folder.resolve("prometheus.yml"),
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [rules.yml]
                scrape_configs:
                  - job_name: sinestream
                    static_configs: [{targets: ["localhost:%d"]}]
                """
                        .formatted(scrapedPort));
        int port = freePort();
        Process process = new ProcessBuilder(
                        program("prometheus").orElseThrow().toString(),
                        "--config.file=" + folder.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.txt").toFile())
                .start();
        Prometheus prometheus = new Prometheus(process, URI.create("http://127.0.0.1:" + port));
        Await.value(START, "answer of Prometheus", () -> Optional.of(prometheus.get("/-/ready"))
                .filter(text -> text.contains("Ready")));
        return prometheus;
    }

    static int freePort() {
        return Ports.free();
    }

    /** What a query returns now: series with a value each. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        JsonNode answer =
                JSON.readTree(get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
        if (!answer.path("status").asText().equals("success")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.at("/data/result");
    }

    /** Names of the alerts that fire now. */
    Set<String> firing() throws IOException, InterruptedException {
        Set<String> firing = new TreeSet<>();
        for (JsonNode alert : JSON.readTree(get("/api/v1/alerts")).at("/data/alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                firing.add(alert.at("/labels/alertname").asText());
            }
        }
        return firing;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
