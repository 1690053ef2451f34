package io.sinestream.it;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sinestream.it.bench.Results;
import io.sinestream.schema.UserSubInterestsCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * (e) and (f) The whole path, broker and simulated audience included, at rising rates: how many plays per second it sustains, how
 * old a play is when its user's vectors are in a consumer's hands, checkpoints on; and what happens at three times that rate.
 * Properties: {@code bench.rates} (plays per second, rising), {@code bench.seconds} per rate, {@code bench.overload.seconds}.
 */
class PipelineBenchmark {
    private static final String RATES = System.getProperty("bench.rates", "50,500,1000,2000,3000,5000,8000");
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);
    private static final int OVERLOAD_SECONDS = Integer.getInteger("bench.overload.seconds", 120);
    private static final double KEPT_UP = 0.97;
    private static final double SHARE_OF_SUSTAINED = 0.7;
    private static final double OVERLOAD = 3;

    @TempDir
    Path folder;

    /** What a run came to; RSS in MiB, in the first and the last third. */
    private record Run(double rate, double readPerSecond, Freshness freshness, Report report, double[] resident) {
        boolean keptUp() {
            return readPerSecond >= KEPT_UP * rate && freshness.p99() < 1_000;
        }
    }

    private record Freshness(int count, long p50, long p99) {
        static Freshness of(long[] millis) {
            long[] sorted = millis.clone();
            Arrays.sort(sorted);
            return sorted.length == 0
                    ? new Freshness(0, -1, Long.MAX_VALUE)
                    : new Freshness(sorted.length, sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
        }
    }

    @Test
    void sustainedRateFreshnessAndOverload() throws Exception {
        double sustained = 0;
        for (String rate : RATES.split(",")) {
            Run run = run("pipeline", Double.parseDouble(rate), SECONDS);
            if (!run.keptUp()) {
                break;
            }
            sustained = run.rate();
        }
        if (sustained > 0) {
            run("pipeline, 70 % of the sustained rate", SHARE_OF_SUSTAINED * sustained, 2 * SECONDS);
            run("pipeline, three times the sustained rate", OVERLOAD * sustained, OVERLOAD_SECONDS);
        }
    }

    private Run run(String name, double rate, int seconds) throws Exception {
        Path data = Files.createTempDirectory(folder, "run");
        Path file = data.resolve("report.json");
        try (Launcher demo = Launcher.start(
                data,
                "demo",
                "--rate",
                Double.toString(rate),
                "--backlog",
                "0",
                "--port",
                "0",
                "--seconds",
                Integer.toString(seconds),
                "--report",
                file.toString())) {
            String brokers = addressIn(demo.lineWith("listens on"));
            demo.lineWith("running for");
            double[] resident = new double[2];
            Freshness freshness = Freshness.of(ages(brokers, demo, seconds, resident));
            demo.exitCode();
            Report report = Report.read(file);
            Run run = new Run(rate, report.count("events.read") / (double) seconds, freshness, report, resident);
            tell(name, run);
            return run;
        }
    }

    /** Milliseconds between each play's end and its vectors' arrival here, after a third of the time to warm up. */
    private static long[] ages(String brokers, Launcher demo, int seconds, double[] resident) throws Exception {
        LongStream.Builder ages = LongStream.builder();
        UserSubInterestsCodec codec = new UserSubInterestsCodec();
        long start = System.nanoTime();
        long third = Duration.ofSeconds(seconds).toNanos() / 3;
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "auto.offset.reset", "earliest", "fetch.max.wait.ms", "5"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(Await.value(Duration.ofSeconds(60), "topic user-sub-interests", () -> Optional.of(
                            consumer.partitionsFor("user-sub-interests").stream()
                                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                                    .toList())
                    .filter(found -> !found.isEmpty())));
            while (System.nanoTime() - start < 3 * third) {
                Iterable<ConsumerRecord<byte[], byte[]>> records = consumer.poll(Duration.ofMillis(50));
                long now = System.currentTimeMillis();
                boolean warm = System.nanoTime() - start > third;
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (warm && record.value() != null) {
                        ages.add(now - codec.decode(record.value()).eventTimeMillis());
                    }
                }
                resident[System.nanoTime() - start > 2 * third ? 1 : 0] = residentMebibytes(demo);
            }
        }
        return ages.build().toArray();
    }

    private static void tell(String name, Run run) {
        ObjectNode row = Results.row(name)
                .put("rate", run.rate())
                .put("readPerSecond", run.readPerSecond())
                .put("vectors", run.freshness().count())
                .put("p50Millis", run.freshness().p50())
                .put("p99Millis", run.freshness().p99())
                .put("keptUp", run.keptUp())
                .put("auc", run.report().number("quality.aucSecondHalf"))
                .put("trained", run.report().count("examples.trained"))
                .put("residentMebibytes", run.resident()[0])
                .put("residentMebibytesLast", run.resident()[1]);
        Results.add(
                row,
                String.format(
                        Locale.ROOT,
                        "%-42s %6.0f plays/s: read %.0f/s, produce to consumer p50 %d p99 %d ms, AUC %.3f, RSS %.0f, %.0f"
                                + " MiB%s",
                        name,
                        run.rate(),
                        run.readPerSecond(),
                        run.freshness().p50(),
                        run.freshness().p99(),
                        run.report().number("quality.aucSecondHalf"),
                        run.resident()[0],
                        run.resident()[1],
                        run.keptUp() ? "" : "  (did not keep up)"));
    }

    private static String addressIn(String line) {
        Matcher matcher = Pattern.compile("\\S+:\\d+").matcher(line);
        if (!matcher.find()) {
            throw new AssertionError("no address in: " + line);
        }
        return matcher.group();
    }

    private static double residentMebibytes(Launcher run) throws IOException {
        Path status = Path.of("/proc", Long.toString(run.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                                .filter(line -> line.startsWith("VmRSS:"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .sum()
                        / 1024.0
                : 0;
    }
}
