package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.RejectedPlayRecords;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a Kafka of one's own: events as Avro and as JSON in, vectors out, bad records aside. */
class RunITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void avroAndJsonEventsBecomeVectorsAndBadOnesAreKeptAside() throws Exception {
        try (Broker broker = Broker.start(folder.resolve("broker"));
                Launcher job = Launcher.start(
                        folder,
                        "run",
                        "-D",
                        "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                        "-D",
                        "kafka.topic.partitions=2",
                        "-D",
                        "sequence.ttl=1 h",
                        "-D",
                        "execution.checkpointing.dir="
                                + folder.resolve("checkpoints").toUri())) {
            String brokers = broker.bootstrapServers();
            Topic.records(brokers, "sine-model", PATIENCE, records -> true);
            produce(brokers);

            List<ConsumerRecord<byte[], byte[]>> users = Topic.records(
                    brokers,
                    "user-sub-interests",
                    PATIENCE,
                    records ->
                            keys(records).size() == 21 && records.stream().anyMatch(record -> record.value() == null));
            for (ConsumerRecord<byte[], byte[]> record : users) {
                if (record.value() == null) {
                    assertThat(new String(record.key(), UTF_8)).isEqualTo("leaver");
                    continue;
                }
                UserSubInterests user = new UserSubInterestsCodec().decode(record.value());
                assertThat(VersionHeaders.read(record.headers()).epoch()).isEqualTo(user.epoch());
                assertThat(user.labelRule()).startsWith("watch-ratio");
            }
            List<ConsumerRecord<byte[], byte[]>> items =
                    Topic.records(brokers, "item-embeddings", PATIENCE, records -> keys(records)
                            .contains("clip-7"));
            assertThat(new ItemEmbeddingCodec().decode(items.get(0).value()).vector())
                    .hasSize(32);

            List<ConsumerRecord<byte[], byte[]>> rejected =
                    Topic.records(brokers, "play-events-rejected", PATIENCE, records -> records.size() == 3);
            Map<RejectReason, String> reasons = rejected.stream()
                    .map(RunITCase::rejected)
                    .collect(Collectors.toMap(RejectedPlay::reason, RejectedPlay::detail));
            assertThat(reasons)
                    .containsOnlyKeys(
                            RejectReason.UNDECODABLE, RejectReason.MISSING_FIELD, RejectReason.ABSURD_WATCH_TIME);
            assertThat(reasons.get(RejectReason.MISSING_FIELD)).contains("item");
            outputsAreCompacted(broker);
            job.interrupt();
            job.exitCode();
        }
    }

    private static RejectedPlay rejected(ConsumerRecord<byte[], byte[]> record) {
        try {
            return RejectedPlayRecords.of(record);
        } catch (Exception e) {
            throw new AssertionError("a rejected record that says not why", e);
        }
    }

    private static Set<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.key(), UTF_8)).collect(Collectors.toSet());
    }

    /** Twenty users, each with views and skips; even ones speak Avro, odd ones JSON. And one who left three hours ago. */
    private static void produce(String brokers) throws Exception {
        PlayEventCodec codec = new PlayEventCodec();
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 3; i++) {
                long then = now - Duration.ofHours(3).toMillis() + i;
                send(
                        producer,
                        "leaver",
                        codec.encode(PlayEvent.video("left-" + i, "leaver", "clip-" + i, then, 9_000, 10_000)));
            }
            for (int i = 0; i < 600; i++) {
                String user = "user-" + i % 20;
                String item = "clip-" + i * 7 % 30;
                long watch = i % 3 == 0 ? 1_000 : 9_000;
                byte[] value = i % 2 == 0
                        ? codec.encode(PlayEvent.video("event-" + i, user, item, now - 600 + i, watch, 10_000))
                        : ("{\"user\":\"" + user + "\",\"item\":\"" + item + "\",\"eventTime\":" + (now - 600 + i)
                                        + ",\"watchMs\":" + watch + ",\"durationMs\":10000}")
                                .getBytes(UTF_8);
                send(producer, user, value);
            }
            send(producer, "x", "not an event".getBytes(UTF_8));
            send(producer, "x", "{\"user\":\"x\",\"eventTime\":1,\"watchMs\":1}".getBytes(UTF_8));
            send(producer, "x", codec.encode(PlayEvent.video("e", "x", "y", now, -5, 10_000)));
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String key, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>("play-events", key.getBytes(UTF_8), value))
                .get(30, TimeUnit.SECONDS);
    }

    private static void outputsAreCompacted(Broker broker) throws Exception {
        try (Admin admin = broker.admin()) {
            List<ConfigResource> topics = List.of("user-sub-interests", "item-embeddings", "sine-model").stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();
            assertThat(admin.describeConfigs(topics).all().get().values())
                    .allSatisfy(config ->
                            assertThat(config.get("cleanup.policy").value()).isEqualTo("compact"));
        }
    }
}
