package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.embedded.Ports;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a broker with TLS and SASL: it reads and writes there, and tells nobody its passwords. */
class SecuredBrokerITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    @Test
    void readsAndWritesAndKeepsItsSecrets() throws Exception {
        SecuredListener listener = SecuredListener.create(folder.resolve("keys"));
        int rest = freePort();
        try (Broker broker = Broker.start(folder.resolve("broker"), listener);
                Launcher job = start(broker, listener, rest)) {
            Topic.records(broker.client(), "sine-model", PATIENCE, records -> true);
            produce(broker);
            Topic.records(broker.client(), "user-sub-interests", PATIENCE, records -> records.size() >= 5);

            String id = job.lineWith("is submitted").replaceAll(".*job (\\p{XDigit}{32}) .*", "$1");
            for (String path : List.of(
                    "/jobmanager/config",
                    "/jobmanager/environment",
                    "/jobs/" + id,
                    "/jobs/" + id + "/config",
                    "/jobs/" + id + "/plan",
                    "/jobs/" + id + "/jobmanager/config")) {
                assertThat(answer(rest, path))
                        .as(path)
                        .doesNotContain(SecuredListener.USER_SECRET, SecuredListener.STORE_SECRET)
                        .doesNotContain("kafka.client.");
            }
            job.interrupt();
            job.exitCode();
            assertThat(job.output())
                    .contains("ProducerConfig values", "sasl.jaas.config = [hidden]")
                    .doesNotContain(SecuredListener.USER_SECRET, SecuredListener.STORE_SECRET);
        }
    }

    /** With a log that holds all that Kafka and Flink say at INFO. */
    private Launcher start(Broker broker, SecuredListener listener, int rest) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run"));
        option(arguments, "kafka.bootstrap.servers", broker.bootstrapServers());
        listener.clientSettings().forEach((key, value) -> option(arguments, "kafka.client." + key, value));
        option(arguments, "kafka.topic.partitions", "1");
        option(arguments, "rest.bind-port", Integer.toString(rest));
        return Launcher.start(
                folder, Map.of("SINE_STREAM_JAVA_OPTS", "-Dlog4j2.level=INFO"), arguments.toArray(String[]::new));
    }

    private static void option(List<String> arguments, String key, String value) {
        arguments.add("-D");
        arguments.add(key + "=" + value);
    }

    private static void produce(Broker broker) throws Exception {
        PlayEventCodec codec = new PlayEventCodec();
        long now = System.currentTimeMillis();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(broker.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < 200; i++) {
                String user = "user-" + i % 5;
                byte[] value = codec.encode(PlayEvent.video(
                        "event-" + i, user, "clip-" + i % 11, now - 200 + i, i % 2 == 0 ? 500 : 9_000, 10_000));
                producer.send(new ProducerRecord<>("play-events", user.getBytes(UTF_8), value))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static String answer(int port, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    private static int freePort() {
        return Ports.free();
    }
}
