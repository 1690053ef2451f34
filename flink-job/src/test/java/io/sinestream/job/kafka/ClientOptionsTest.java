package io.sinestream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientOptionsTest {
    @TempDir
    Path folder;

    @Test
    void optionsReachTheClientsAndNobodyElse() {
        Configuration config = config(Map.of("kafka.client.ssl.keystore.key", "private", "kafka.group", "g"));
        assertThat(KafkaOptions.clientProperties(config)).containsEntry("ssl.keystore.key", "private");
        assertThat(KafkaOptions.withoutClientOptions(config).toMap())
                .containsEntry("kafka.group", "g")
                .doesNotContainKey("kafka.client.ssl.keystore.key");
        assertThat(config.toMap()).containsKey("kafka.client.ssl.keystore.key");
    }

    @Test
    void theFileGivesWhatOptionsDoNot() throws IOException {
        Path file = Files.write(folder.resolve("client.properties"), List.of("a=file", "b=file", "c.d: x y = z"));
        Properties client = KafkaOptions.clientProperties(
                config(Map.of("kafka.client-file", file.toString(), "kafka.client.b", "option")));
        assertThat(client)
                .containsEntry("a", "file")
                .containsEntry("b", "option")
                .containsEntry("c.d", "x y = z")
                .containsEntry("bootstrap.servers", "broker:9092");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        String file = folder.resolve("absent").toString();
        assertThatThrownBy(() -> KafkaOptions.clientProperties(config(Map.of("kafka.client-file", file))))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("kafka.client-file is " + file);
    }

    private static Configuration config(Map<String, String> options) {
        Configuration config = Configuration.fromMap(options);
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, "broker:9092");
        return config;
    }
}
