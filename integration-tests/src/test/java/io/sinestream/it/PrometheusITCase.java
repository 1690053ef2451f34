package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Prometheus watches a running job: each query of the Grafana board returns data, each alert fires in a staged fault
 * and clears after it, and the REST API has every documented metric. The faults are real; times and two thresholds are
 * shorter than those shipped.
 */
class PrometheusITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int CALM = 800;
    private static final int FLOOD = 12_000;

    @TempDir
    Path folder;

    @Test
    void boardHasDataAndAlertsFireAndClear() throws Exception {
        assumeTrue(
                Prometheus.program("prometheus").isPresent(),
                "no prometheus on the path: apt-get install prometheus, and this test runs");
        int reporter = Prometheus.freePort();
        Path checkpoints = folder.resolve("checkpoints");
        try (Broker broker = Broker.start(folder.resolve("broker"));
                Prometheus prometheus = Prometheus.start(folder.resolve("prometheus"), reporter, rules())) {
            awaitFiring(prometheus, "SineStreamDown");
            try (Launcher job = job(broker, reporter, checkpoints);
                    TasteOrder plays = new TasteOrder(broker.bootstrapServers())) {
                URI dashboard = dashboard(job);
                plays.feed(true, 4 * CALM);
                awaitLearned(prometheus);
                plays.feed(true, CALM); // Four times that was to learn soon; a slow machine cannot keep up with it.
                awaitClear(prometheus);
                everyQueryOfTheBoardReturnsData(prometheus);
                everyDocumentedMetricIsSane(dashboard);

                plays.feed(false, FLOOD);
                awaitFiring(
                        prometheus,
                        "SineStreamNotLearning",
                        "SineStreamStaleVectors",
                        "SineStreamRejecting",
                        "SineStreamFallingBehind");
                plays.feed(true, CALM);
                awaitClear(prometheus);

                loseCheckpoints(checkpoints, folder.resolve("away"));
                awaitFiring(prometheus, "SineStreamRestarting");
                findCheckpoints(checkpoints, folder.resolve("away"));
                awaitClear(prometheus);
                job.interrupt();
                job.exitCode();
            }
        }
    }

    private Launcher job(Broker broker, int reporter, Path checkpoints) throws IOException {
        return Launcher.start(
                folder,
                "run",
                "--prometheus-port",
                Integer.toString(reporter),
                "-D",
                "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "-D",
                "parallelism.default=1",
                "-D",
                "execution.checkpointing.interval=3s",
                "-D",
                "execution.checkpointing.dir=" + checkpoints.toUri(),
                // Room for a queue in which vectors get stale.
                "-D",
                "taskmanager.network.memory.floating-buffers-per-gate=64");
    }

    private static URI dashboard(Launcher job) throws InterruptedException {
        String line = job.lineWith("dashboard is at http");
        return URI.create(line.substring(line.indexOf("http")).strip());
    }

    /** The shipped rules, hasty. */
    private static String rules() throws IOException {
        String shipped = Files.readString(Launcher.root().resolve("docker/prometheus/sinestream-rules.yml"));
        Map<String, String> hasty = Map.of(
                "for: \\d+m", "for: 1s",
                "\\[5m\\]", "[10s]",
                "\\[15m\\]", "[40s]",
                "> 10000\\b", "> 500",
                "secondsSinceView > 60", "secondsSinceView > 1",
                "> 60 \\* sum", "> 1 * sum");
        String rules = shipped;
        for (Map.Entry<String, String> change : hasty.entrySet()) {
            String changed = rules.replaceAll(change.getKey(), change.getValue());
            assertThat(changed).as(change.getKey()).isNotEqualTo(rules);
            rules = changed;
        }
        return rules;
    }

    private static void awaitLearned(Prometheus prometheus) throws InterruptedException {
        String learned = "flink_taskmanager_job_task_operator_learner_window_auc > 0.6 and"
                + " flink_taskmanager_job_task_operator_learner_window_instances >= 2000";
        Await.value(PATIENCE, "model that has learned", () -> Optional.of(prometheus.query(learned))
                .filter(result -> !result.isEmpty()));
    }

    /** Each of them at some moment. */
    private static void awaitFiring(Prometheus prometheus, String... alerts) throws InterruptedException {
        Set<String> missing = new TreeSet<>(List.of(alerts));
        try {
            Await.value(PATIENCE, "alert", () -> {
                missing.removeAll(prometheus.firing());
                return missing.isEmpty() ? Optional.of(missing) : Optional.empty();
            });
        } catch (AssertionError e) {
            throw new AssertionError("these did not fire: " + missing, e);
        }
    }

    private static void awaitClear(Prometheus prometheus) throws Exception {
        try {
            Await.value(PATIENCE, "moment without alerts", () -> Optional.of(prometheus.firing())
                    .filter(Set::isEmpty));
        } catch (AssertionError e) {
            throw new AssertionError("these fire still: " + prometheus.firing(), e);
        }
    }

    private static void everyQueryOfTheBoardReturnsData(Prometheus prometheus) throws Exception {
        Path board = Launcher.root().resolve("docker/grafana/dashboards/sinestream.json");
        List<String> queries = new ArrayList<>();
        for (JsonNode panel : new ObjectMapper().readTree(board.toFile()).get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                queries.add(target.get("expr").asText().replace("$__rate_interval", "10s"));
            }
        }
        assertThat(queries).hasSizeGreaterThan(30);
        for (String query : queries) {
            assertThat(prometheus.query(query)).as(query).isNotEmpty();
        }
    }

    private static void everyDocumentedMetricIsSane(URI dashboard) throws Exception {
        Map<String, String> units = DocumentedMetrics.units();
        DocumentedMetrics metrics = new DocumentedMetrics(dashboard);
        Map<String, Double> values =
                Await.value(PATIENCE, "value of every documented metric", () -> Optional.of(metrics.values())
                        .filter(found -> found.keySet().containsAll(units.keySet())));
        assertThat(units).hasSizeGreaterThan(80);
        values.forEach((name, value) -> {
            if (name.contains(".slice.") || name.endsWith("Score")) {
                return; // Of an empty slice there is none, and a score is any number.
            }
            if (value.isNaN() && (name.endsWith("UpTo10min_p99") || name.endsWith("Older_p99"))) {
                return; // This run's vectors do not get that old.
            }
            assertThat(value).as(name).isNotNaN().isNotNegative().isFinite();
            if ("0 to 1".equals(units.get(name))) {
                assertThat(value).as(name).isLessThanOrEqualTo(1);
            }
        });
        assertThat(values.get("SINE_learner.learner.memory.residentBytes"))
                .isGreaterThan(values.get("SINE_learner.learner.memory.nativeBytes"))
                .isGreaterThan(2e8);
        assertThat(values.get("check.events.read")).isGreaterThan(values.get("SINE_learner.learner.instances"));
    }

    /** As when a disk is gone. */
    private static void loseCheckpoints(Path checkpoints, Path away) throws IOException {
        Files.move(checkpoints, away);
        Files.writeString(checkpoints, "no folder");
    }

    private static void findCheckpoints(Path checkpoints, Path away) throws IOException {
        Files.delete(checkpoints);
        Files.move(away, checkpoints);
    }
}
