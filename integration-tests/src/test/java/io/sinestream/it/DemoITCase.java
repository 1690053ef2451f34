package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer sees it: vectors on a topic, a dashboard that shows the job, Ctrl-C that ends it all. */
class DemoITCase {
    private static final Duration FIRST_VECTOR = Duration.ofSeconds(60);
    private static final Duration DASHBOARD = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reaches Kafka's clients, which have no use for it here, and must reach nobody else. */
    private static final String SECRET = "hush-hush-9f2";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void vectorsArriveTheDashboardShowsTheJobAndInterruptEndsEverything() throws Exception {
        Path reportFile = folder.resolve("report.json");
        try (Launcher demo = Launcher.start(
                folder, "demo", "--report", reportFile.toString(), "-D", "kafka.client.ssl.key.password=" + SECRET)) {
            String brokers = addressIn(demo.lineWith("listens on"));
            UserSubInterests user = firstVector(brokers);
            assertThat(user.subInterests()).isEqualTo(3);
            assertThat(user.vectors()).hasSize(3 * user.width());
            for (float x : user.vectors()) {
                assertThat(x).isFinite();
            }

            URI dashboard = URI.create(urlIn(demo.lineWith("dashboard is at http")));
            JsonNode learner = learnerVertex(dashboard);
            assertThat(metrics(dashboard, learner))
                    .contains("0.SINE_learner.learner.auc", "0.SINE_learner.learner.steps")
                    .anyMatch(name -> name.contains("freshnessMillis_p99"));
            assertThat(get(dashboard.resolve("/")).body()).contains("Apache Flink Web Dashboard");

            String job = "/jobs/" + learner.get("job").asText();
            for (String path : List.of("/jobmanager/config", job + "/config", job + "/jobmanager/config", job)) {
                assertThat(get(dashboard.resolve(path)).body())
                        .as(path)
                        .isNotEmpty()
                        .doesNotContain(SECRET, "kafka.client.");
            }

            List<ProcessHandle> processes = demo.processes();
            assertThat(processes).hasSizeGreaterThanOrEqualTo(2);
            demo.interrupt();
            demo.exitCode();
            assertThat(demo.output()).doesNotContain(SECRET);
            for (ProcessHandle process : processes) {
                process.onExit().get(30, java.util.concurrent.TimeUnit.SECONDS);
            }
        }
        Report report = Report.read(reportFile);
        assertThat(report.count("vectors.published")).isPositive();
        assertThat(report.count("events.read"))
                .isEqualTo(report.count("events.rejected")
                        + report.count("events.effectiveView")
                        + report.count("events.skip")
                        + report.count("events.neutral"));
        assertThat(Files.exists(reportFile)).isTrue();
    }

    private static String addressIn(String line) {
        return first("\\S+:\\d+", line);
    }

    private static String urlIn(String line) {
        return first("http://\\S+", line);
    }

    private static String first(String pattern, String line) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group();
    }

    private static UserSubInterests firstVector(String brokers) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> partitions = Await.value(FIRST_VECTOR, "topic user-sub-interests", () -> Optional.of(
                            consumer.partitionsFor("user-sub-interests"))
                    .filter(found -> !found.isEmpty()));
            consumer.assign(partitions.stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList());
            ConsumerRecord<String, byte[]> record = Await.value(FIRST_VECTOR, "vector", () -> StreamSupport.stream(
                            consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                    .findFirst());
            UserSubInterests user = new UserSubInterestsCodec().decode(record.value());
            assertThat(user.user()).isEqualTo(record.key());
            return user;
        }
    }

    private JsonNode learnerVertex(URI dashboard) throws InterruptedException {
        return Await.value(DASHBOARD, "job graph with a running learner", () -> {
            JsonNode job = json(dashboard.resolve("/jobs/overview")).at("/jobs/0");
            JsonNode vertices =
                    json(dashboard.resolve("/jobs/" + job.get("jid").asText())).get("vertices");
            return StreamSupport.stream(vertices.spliterator(), false)
                    .filter(vertex -> vertex.get("name").asText().startsWith("SINE learner"))
                    .filter(vertex -> vertex.get("status").asText().equals("RUNNING"))
                    .map(vertex -> ((com.fasterxml.jackson.databind.node.ObjectNode) vertex)
                            .put("job", job.get("jid").asText()))
                    .map(vertex -> (JsonNode) vertex)
                    .findFirst();
        });
    }

    private List<String> metrics(URI dashboard, JsonNode vertex) throws InterruptedException {
        URI uri = dashboard.resolve("/jobs/" + vertex.get("job").asText() + "/vertices/"
                + vertex.get("id").asText() + "/metrics");
        return Await.value(DASHBOARD, "the learner's metrics", () -> {
            List<String> names = StreamSupport.stream(json(uri).spliterator(), false)
                    .map(metric -> metric.get("id").asText())
                    .toList();
            return Optional.of(names).filter(found -> found.stream().anyMatch(name -> name.endsWith("learner.auc")));
        });
    }

    private JsonNode json(URI uri) throws IOException, InterruptedException {
        return JSON.readTree(get(uri).body());
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
