package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.UserSubInterestsCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package on a session cluster of real processes: submitted by the command line, its TaskManager killed, cancelled and
 * submitted again by REST into a JVM whose natives are loaded already, then by the launcher, and upgraded by savepoint. At the
 * end every play has been counted once. It takes minutes: {@code -Pcluster} runs it.
 */
@EnabledIfSystemProperty(named = "cluster.long", matches = "true", disabledReason = "takes minutes: -Pcluster runs it")
class StandaloneClusterITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final int PARTITIONS = 2;

    /** Its processes' logs are in it, and stay when a promise is broken. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Set<String> jobs = new HashSet<>();

    @Test
    void survivesKillResubmissionAndUpgradeWithExactCounts() throws Exception {
        Path made = folder.resolve("package");
        try (Launcher command = Launcher.start(folder, "package", "--out", made.toString())) {
            assertThat(command.exitCode()).as(command.output()).isZero();
        }
        assertThat(Files.readAllLines(made.resolve("README.md"))).hasSize(5);
        Path jar = made.resolve("sinestream-job.jar");

        try (Broker broker = Broker.start(folder.resolve("broker"));
                StandaloneCluster cluster = StandaloneCluster.start(
                        Files.createDirectories(folder.resolve("cluster")), made.resolve("lib"));
                Launcher audience = Launcher.start(
                        folder,
                        "simulate",
                        "--bootstrap-servers=" + broker.bootstrapServers(),
                        "--rate=150",
                        "--backlog=20",
                        "-Dkafka.topic.partitions=" + PARTITIONS)) {
            cluster.startTaskManager("tm-1");
            cluster.startTaskManager("tm-2");
            FlinkRest rest = cluster.rest();
            rest.awaitTaskManagers(2);
            List<String> options = List.of(
                    "--kafka.bootstrap.servers",
                    broker.bootstrapServers(),
                    "--kafka.topic.partitions",
                    Integer.toString(PARTITIONS));

            // By the command line; then the TaskManager that does not learn dies.
            flinkRun(cluster, jar, options);
            String job = started(rest);
            awaitMoreEvents(rest, job, 1);
            awaitMoreCheckpoints(rest, job);
            String learning = rest.taskManagers(job, "SINE learner").iterator().next();
            String other = learning.equals("tm-1") ? "tm-2" : "tm-1";
            assertThat(rest.taskManagers(job, "")).containsExactly("tm-1", "tm-2");
            cluster.killTaskManager(other);
            Await.value(PATIENCE, "restart", () -> Optional.of(rest.hasRestarted(job))
                    .filter(restarted -> restarted));
            Await.value(PATIENCE, "job that works again", () -> Optional.of(rest.isWorking(job))
                    .filter(working -> working));
            assertThat(rest.taskManagers(job, "")).containsExactly(learning);
            awaitMoreEvents(rest, job, 2);

            // By the dashboard's own way, into the JVM that has the natives already.
            String uploaded = rest.upload(jar);
            String second = again(rest, job, checkpoint -> {
                rest.run(uploaded, options, checkpoint);
                return started(rest);
            });
            String last = launchedAndUpgraded(cluster, broker, jar, options, second);

            audience.interrupt();
            assertThat(audience.exitCode()).as(audience.output()).isZero();
            long sent = sent(broker);
            Map<String, Long> counts =
                    Await.value(PATIENCE, "all " + sent + " plays read", () -> Optional.of(rest.counts(last))
                            .filter(now -> now.getOrDefault("events.read", 0L) >= sent && outcomes(now) >= sent));
            assertThat(counts.get("events.read")).isEqualTo(sent);
            assertThat(outcomes(counts)).isEqualTo(sent);
            assertThat(counts.get("events.duplicate")).isZero();
            assertThat(counts.get("events.rejected")).isZero();
            System.out.println("standalone cluster: " + sent + " plays, each counted once: " + counts);

            vectorsAreReadable(broker);
            assertThat(cluster.isAlive(learning)).isTrue();
            assertThat(cluster.log(learning))
                    .contains("SINE learner is open")
                    .doesNotContain("already loaded in another classloader", "UnsatisfiedLinkError");
        }
    }

    /** Submits by the launcher, then another jar from a savepoint; the job that goes on. */
    private String launchedAndUpgraded(
            StandaloneCluster cluster, Broker broker, Path jar, List<String> options, String job) throws Exception {
        FlinkRest rest = cluster.rest();
        String launched = again(rest, job, checkpoint -> {
            try (Launcher submitting = Launcher.start(
                    folder,
                    "run",
                    "--conf",
                    cluster.conf().toString(),
                    "-Dkafka.bootstrap.servers=" + broker.bootstrapServers(),
                    "-Dkafka.topic.partitions=" + PARTITIONS,
                    "-Dexecution.state-recovery.path=" + checkpoint)) {
                submitting.lineWith("is submitted");
                return started(rest);
            }
        });
        String savepoint = rest.stop(launched, folder.resolve("savepoints"));
        Path newer = Files.copy(jar, folder.resolve("sinestream-job-newer.jar"));
        flinkRun(cluster, newer, options, "-s", savepoint);
        String upgraded = started(rest);
        awaitMoreEvents(rest, upgraded, 1);
        return upgraded;
    }

    /** A way of submitting the job so that it goes on from a checkpoint; the new job's id. */
    private interface Submission {
        String from(String checkpoint) throws Exception;
    }

    /** Cancels a job and submits it again to the same cluster. */
    private String again(FlinkRest rest, String job, Submission submission) throws Exception {
        awaitMoreCheckpoints(rest, job);
        rest.cancel(job);
        String next = submission.from(rest.newestCheckpoint(job));
        awaitMoreEvents(rest, next, 1);
        return next;
    }

    private static void flinkRun(StandaloneCluster cluster, Path jar, List<String> options, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        arguments.addAll(List.of(more));
        arguments.add(jar.toString());
        arguments.addAll(options);
        assertThat(cluster.flink(arguments.toArray(String[]::new))).contains("has been submitted");
    }

    private String started(FlinkRest rest) throws InterruptedException {
        String job = rest.awaitRunning(jobs);
        jobs.add(job);
        return job;
    }

    /** Waits until the job has read plays, and then more of them, so many times. */
    private static void awaitMoreEvents(FlinkRest rest, String job, int times) throws Exception {
        for (int i = 0; i <= times; i++) {
            long before = rest.counts(job).getOrDefault("events.read", 0L);
            Await.value(
                    PATIENCE, "more events", () -> Optional.of(rest.counts(job).getOrDefault("events.read", 0L))
                            .filter(now -> now > before));
        }
    }

    private static void awaitMoreCheckpoints(FlinkRest rest, String job) throws Exception {
        long before = rest.checkpoints(job);
        Await.value(PATIENCE, "another checkpoint", () -> Optional.of(rest.checkpoints(job))
                .filter(now -> now > before));
    }

    /** Every play is exactly one of these. */
    private static long outcomes(Map<String, Long> counts) {
        return List.of("effectiveView", "skip", "neutral", "duplicate", "superseded").stream()
                .mapToLong(name -> counts.getOrDefault("events." + name, 0L))
                .sum();
    }

    /** How many plays are in the topic. */
    private static long sent(Broker broker) throws Exception {
        Map<TopicPartition, OffsetSpec> ends = Map.of(
                new TopicPartition("play-events", 0), OffsetSpec.latest(),
                new TopicPartition("play-events", 1), OffsetSpec.latest());
        try (Admin admin = broker.admin()) {
            return admin.listOffsets(ends).all().get(30, TimeUnit.SECONDS).values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }

    private static void vectorsAreReadable(Broker broker) throws Exception {
        var records =
                Topic.records(broker.bootstrapServers(), "user-sub-interests", PATIENCE, found -> found.size() >= 50);
        assertThat(new UserSubInterestsCodec()
                        .decode(records.get(records.size() - 1).value())
                        .vectors())
                .isNotEmpty();
    }
}
