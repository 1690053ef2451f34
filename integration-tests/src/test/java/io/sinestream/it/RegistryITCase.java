package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Play events and outputs with the registry's framing, through a real Apicurio: anyone's Avro reads them by their ids. */
class RegistryITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What the processes said is in it, and stays when a promise is broken. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void anyAvroReaderReadsTheTopicsByTheirSchemaIds() throws Exception {
        try (Apicurio registry = Apicurio.start(folder.resolve("registry"));
                Broker broker = Broker.start(folder.resolve("broker"));
                Launcher job = Launcher.start(
                        folder,
                        "run",
                        "-Dkafka.bootstrap.servers=" + broker.bootstrapServers(),
                        "-Dkafka.topic.partitions=1",
                        "-Dregistry.url=" + registry.address())) {
            try (Launcher audience = Launcher.start(
                    folder,
                    "simulate",
                    "--bootstrap-servers=" + broker.bootstrapServers(),
                    "--seconds=5",
                    "--backlog=10",
                    "-Dkafka.topic.partitions=1",
                    "-Dregistry.url=" + registry.address())) {
                assertThat(audience.exitCode()).as(audience.output()).isZero();
            }
            GenericRecord play = newest(registry, broker, "play-events");
            assertThat(play.getSchema().getName()).isEqualTo("PlayEvent");
            GenericRecord user = newest(registry, broker, "user-sub-interests");
            assertThat((ByteBuffer) user.get("vectors"))
                    .satisfies(bytes -> assertThat(bytes.remaining()).isEqualTo(2 * 32 * 4));
            newest(registry, broker, "item-embeddings");
            newest(registry, broker, "sine-model");
            assertThat(registry.subjects())
                    .containsExactly(
                            "item-embeddings-value",
                            "play-events-value",
                            "sine-model-value",
                            "user-sub-interests-value");
            String whose = user.get("user").toString();
            assertThat(asked("rank", registry, broker, whose)).contains(whose + "  2 vectors of", "    1. ");
            assertThat(asked("why", registry, broker, whose)).contains("recent plays", "sub-interest 1");
            job.interrupt();
            job.exitCode();
        }
    }

    /** What a command that reads the topics prints. */
    private String asked(String command, Apicurio registry, Broker broker, String user) throws Exception {
        try (Launcher ranker = Launcher.start(
                folder,
                command,
                "--bootstrap-servers=" + broker.bootstrapServers(),
                "--user=" + user,
                "-Dregistry.url=" + registry.address())) {
            assertThat(ranker.exitCode()).as(ranker.output()).isZero();
            return ranker.output();
        }
    }

    /** A topic's last record, by nothing but its bytes and the registry. */
    private static GenericRecord newest(Apicurio registry, Broker broker, String topic)
            throws IOException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records =
                Topic.records(broker.bootstrapServers(), topic, PATIENCE, found -> !found.isEmpty());
        ByteBuffer value = ByteBuffer.wrap(records.get(records.size() - 1).value());
        assertThat(value.get()).as("magic byte of " + topic).isZero();
        Schema schema = new Schema.Parser().parse(registry.schema(value.getInt()));
        return new GenericDatumReader<GenericRecord>(schema)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(value.array(), value.position(), value.remaining(), null));
    }
}
