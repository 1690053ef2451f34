package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.HistoryHeader;
import io.sinestream.schema.KeptHeader;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.RejectedPlayRecords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rejected plays are counted, shown and, once repaired, sent again: each once, unless asked for again. */
class RejectedITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] OF_A_NEWER_SCHEMA = {(byte) 0xc3, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9};

    /** Records of the partition that all plays here are of. */
    private static final int READ_BEFORE = 10;

    private static final int FROM_BEFORE_THE_STREAM = 8;

    @TempDir
    Path folder;

    @Test
    void rejectedPlaysAreListedAndRedrivenOnce() throws Exception {
        try (Broker broker = Broker.start(folder.resolve("broker"))) {
            createTopics(broker);
            reject(broker);

            assertThat(rejected(broker, "--samples", "2"))
                    .contains("3  UNKNOWN_SCHEMA", "1  UNDECODABLE", "value not an event", "play-events-1 offset 7")
                    .contains("1  records that do not say why");
            assertThat(rejected(broker, "--reason", "UNDECODABLE")).doesNotContain("UNKNOWN_SCHEMA");

            String redrive = "--redrive --reason UNKNOWN_SCHEMA";
            assertThat(rejected(broker, redrive.split(" "))).contains("sent 2 plays again, left out 1");
            List<ConsumerRecord<byte[], byte[]>> sent = played(broker, READ_BEFORE + 2);
            assertThat(sent.subList(READ_BEFORE, READ_BEFORE + 2)).allSatisfy(record -> {
                assertThat(record.partition()).isEqualTo(1);
                assertThat(record.value()).isEqualTo(OF_A_NEWER_SCHEMA);
                assertThat(new String(record.key(), UTF_8)).startsWith("user-");
                assertThat(record.headers().lastHeader("trace").value()).isEqualTo("a1".getBytes(UTF_8));
            });
            assertThat(sent.subList(READ_BEFORE, READ_BEFORE + 2))
                    .extracting(record -> HistoryHeader.isIn(record.headers()))
                    .as("a view from before the stream stays one, a play stays a play")
                    .containsExactly(false, true);

            assertThat(rejected(broker, redrive.split(" "))).contains("sent 0 plays again, left out 3");
            assertThat(rejected(broker, (redrive + " --again").split(" "))).contains("sent 2 plays again");
            List<ConsumerRecord<byte[], byte[]>> all = played(broker, READ_BEFORE + 4);

            rejectAgain(broker, all.get(all.size() - 1));
            assertThat(rejected(broker, (redrive + " --times 1").split(" ")))
                    .contains("sent 0 plays again", "left out 1 that came back 1 times");
            assertThat(rejected(broker, redrive.split(" "))).contains("sent 1 plays again");
            ConsumerRecord<byte[], byte[]> third =
                    played(broker, READ_BEFORE + 5).get(READ_BEFORE + 4);
            assertThat(new String(third.headers().lastHeader("redriven-times").value(), UTF_8))
                    .isEqualTo("2");
        }
    }

    private String rejected(Broker broker, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("rejected", "--bootstrap-servers", broker.bootstrapServers()));
        command.addAll(List.of(arguments));
        try (Launcher launcher = Launcher.start(folder, command.toArray(String[]::new))) {
            assertThat(launcher.exitCode()).as(launcher.output()).isZero();
            return launcher.output();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> played(Broker broker, int count) throws InterruptedException {
        return Topic.records(broker.bootstrapServers(), "play-events", PATIENCE, records -> records.size() == count);
    }

    private static void createTopics(Broker broker) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(
                            new NewTopic("play-events", 2, (short) 1),
                            new NewTopic("play-events-rejected", 2, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** Two plays of a schema unknown then, one of them rejected twice as after a restart; noise; a stranger's record. */
    private static void reject(Broker broker) throws Exception {
        List<RejectedPlay> plays = List.of(
                play(RejectReason.UNKNOWN_SCHEMA, OF_A_NEWER_SCHEMA, 7),
                play(RejectReason.UNKNOWN_SCHEMA, OF_A_NEWER_SCHEMA, 8),
                play(RejectReason.UNKNOWN_SCHEMA, OF_A_NEWER_SCHEMA, 7),
                play(RejectReason.UNDECODABLE, "not an event".getBytes(UTF_8), 9));
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < READ_BEFORE; i++) {
                producer.send(new ProducerRecord<>("play-events", 1, null, OF_A_NEWER_SCHEMA))
                        .get(30, TimeUnit.SECONDS);
            }
            for (RejectedPlay play : plays) {
                producer.send(RejectedPlayRecords.toRecord("play-events-rejected", play))
                        .get(30, TimeUnit.SECONDS);
            }
            producer.send(new ProducerRecord<>("play-events-rejected", "mine".getBytes(UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    /** As the job does with a record that it still cannot use. */
    private static void rejectAgain(Broker broker, ConsumerRecord<byte[], byte[]> record) throws Exception {
        RejectedPlay play = new RejectedPlay(
                record.key(),
                record.value(),
                KeptHeader.all(record.headers()),
                RejectReason.UNKNOWN_SCHEMA,
                "as it still is",
                record.topic(),
                record.partition(),
                record.offset());
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(RejectedPlayRecords.toRecord("play-events-rejected", play))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static RejectedPlay play(RejectReason reason, byte[] value, long offset) {
        return new RejectedPlay(
                ("user-" + offset).getBytes(UTF_8),
                value,
                headers(offset),
                reason,
                "as it was then",
                "play-events",
                1,
                offset);
    }

    private static List<KeptHeader> headers(long offset) {
        List<KeptHeader> headers = new ArrayList<>(List.of(new KeptHeader("trace", "a1".getBytes(UTF_8))));
        if (offset == FROM_BEFORE_THE_STREAM) {
            headers.addAll(KeptHeader.all(HistoryHeader.headers()));
        }
        return headers;
    }
}
