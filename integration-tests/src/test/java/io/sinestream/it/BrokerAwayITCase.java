package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A platform's broker dies and comes back after a minute: the job goes on by itself. The profile {@code chaos} runs it. */
@EnabledIfSystemProperty(named = "chaos.long", matches = "true", disabledReason = "takes minutes: -Pchaos runs it")
class BrokerAwayITCase {
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int USERS = 20;

    @TempDir
    Path folder;

    @Test
    void theJobResumesWhenTheBrokerIsBack() throws Exception {
        Path log = folder.resolve("broker");
        Broker first = Broker.start(log);
        try (Launcher job = job(first)) {
            try (first) {
                awaitTopics(first);
                produce(first, "before");
                awaitVectors(first, "before");
            }
            assertThat(job.endsWithin(AWAY)).as(job.output()).isFalse();
            try (Broker back = Broker.start(log, first.port())) {
                produce(back, "after");
                awaitVectors(back, "after");
                assertThat(job.endsWithin(Duration.ZERO)).as(job.output()).isFalse();
                job.interrupt();
                job.exitCode();
            }
        }
    }

    private Launcher job(Broker broker) throws IOException {
        return Launcher.start(
                folder,
                "run",
                "-D",
                "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "-D",
                "execution.checkpointing.interval=5s",
                "-D",
                "execution.checkpointing.dir=" + folder.resolve("checkpoints").toUri());
    }

    private static void awaitTopics(Broker broker) throws InterruptedException {
        Topic.records(broker.bootstrapServers(), "sine-model", PATIENCE, records -> true);
    }

    private static void awaitVectors(Broker broker, String prefix) throws InterruptedException {
        Topic.records(
                broker.bootstrapServers(),
                "user-sub-interests",
                PATIENCE,
                records -> records.stream()
                                .map(record -> new String(record.key(), UTF_8))
                                .filter(user -> user.startsWith(prefix))
                                .distinct()
                                .count()
                        == USERS);
    }

    private static void produce(Broker broker, String prefix) throws Exception {
        PlayEventCodec codec = new PlayEventCodec();
        long now = System.currentTimeMillis();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 10 * USERS; i++) {
                String user = prefix + i % USERS;
                long watch = i % 3 == 0 ? 1_000 : 9_000;
                byte[] event = codec.encode(
                        PlayEvent.video(prefix + "-" + i, user, "clip-" + i % 30, now - 200 + i, watch, 10_000));
                sent.add(producer.send(new ProducerRecord<>("play-events", user.getBytes(UTF_8), event)));
            }
            for (Future<RecordMetadata> record : sent) {
                record.get(30, TimeUnit.SECONDS);
            }
        }
    }
}
