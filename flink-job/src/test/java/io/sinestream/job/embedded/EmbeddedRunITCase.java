package io.sinestream.job.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker process and the local cluster outlive what they promise to outlive. */
@Timeout(180)
class EmbeddedRunITCase {
    private static final String TOPIC = "words";
    private static final int RECORDS = 1000;

    @TempDir
    Path folder;

    @Test
    void aKilledBrokerComesBackWithItsLogAndEndsWithItsParent() throws Exception {
        ProcessHandle last;
        try (DataDirectory directory = DataDirectory.open(folder);
                KafkaBroker broker = broker(directory)) {
            createTopic(broker);
            produce(broker, 1);
            ProcessHandle killed = broker.process();
            killed.destroyForcibly();
            produce(broker, 1); // waits for the broker as any client does
            assertThat(broker.process().pid()).isNotEqualTo(killed.pid());
            assertThat(broker.failure()).isNull();

            last = broker.process();
        }
        assertThat(last.isAlive()).isFalse();
    }

    @Test
    void aDrainedJobContinuesWhereItEnded() throws Exception {
        try (DataDirectory directory = DataDirectory.open(folder);
                KafkaBroker broker = broker(directory)) {
            createTopic(broker);
            produce(broker, RECORDS);
            runUntil(directory, broker, RECORDS);
            assertThat(directory.newestRecoveryPoint()).isPresent();

            runUntil(directory, broker, RECORDS);
            produce(broker, RECORDS);
            runUntil(directory, broker, 2 * RECORDS);
        }
    }

    private static KafkaBroker broker(DataDirectory directory) throws Exception {
        return KafkaBroker.start(directory.broker(), directory.logs().resolve("broker.log"));
    }

    private static void runUntil(DataDirectory directory, KafkaBroker broker, long expected) throws Exception {
        ClusterSettings settings = new ClusterSettings(directory, Ports.free(), 1, new Configuration());
        try (LocalCluster cluster = LocalCluster.start(settings)) {
            RunningJob job = cluster.submit(counting(cluster.environment(1), broker));
            while (job.snapshot().count(CountingFunction.COUNT) < expected) {
                assertThat(job.snapshot().hasEnded()).isFalse();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            assertThat(get(cluster.dashboard().resolve("/jobs/" + job.id()))).contains("RUNNING");
            job.stopWithSavepoint(true, Duration.ofSeconds(30));

            RunningJob.Snapshot end = job.snapshot();
            assertThat(end.status()).isEqualTo(JobStatus.FINISHED);
            assertThat(end.count(CountingFunction.COUNT)).isEqualTo(expected);
        }
    }

    private static StreamExecutionEnvironment counting(StreamExecutionEnvironment environment, KafkaBroker broker) {
        KafkaSource<String> source = KafkaSource.<String>builder()
                .setBootstrapServers(broker.bootstrapServers())
                .setTopics(TOPIC)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setValueOnlyDeserializer(new SimpleStringSchema())
                .build();
        environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), "words")
                .uid("words")
                .process(new CountingFunction())
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("end");
        return environment;
    }

    private static String get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void produce(KafkaBroker broker, int records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                var unused = producer.send(new ProducerRecord<>(TOPIC, "x".getBytes(StandardCharsets.UTF_8)));
            }
            producer.flush();
        }
    }
}
