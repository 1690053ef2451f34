package io.sinestream.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final List<NewTopic> embedded = TopicSettings.embedded(4).newTopics(Topics.DEFAULT);

    @Test
    void theThreeOutputsAreCompacted() {
        for (String name : Topics.DEFAULT.outputs()) {
            assertThat(topic(name).configs())
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("segment.ms", "900000")
                    .containsEntry("segment.bytes", "134217728")
                    .containsEntry("max.compaction.lag.ms", "3600000")
                    .containsEntry("delete.retention.ms", "604800000");
        }
        assertThat(topic("sine-model").numPartitions()).isEqualTo(1);
        assertThat(topic("user-sub-interests").numPartitions()).isEqualTo(4);
    }

    @Test
    void anEmbeddedBrokerKeepsEveryEventForEver() {
        for (String name : List.of("play-events", "play-events-rejected")) {
            assertThat(topic(name).configs())
                    .containsEntry("cleanup.policy", "delete")
                    .containsEntry("retention.ms", "-1")
                    .containsEntry("retention.bytes", "-1");
        }
    }

    @Test
    void everyTopicIsStampedByItsProducer() {
        assertThat(embedded).hasSize(5).allSatisfy(topic -> assertThat(topic.configs())
                .containsEntry("message.timestamp.type", "CreateTime"));
    }

    @Test
    void eventRetentionIsAChoice() {
        NewTopic plays = new TopicSettings(1, (short) 3, Duration.ofDays(2), TopicSettings.Compaction.DEFAULT)
                .newTopics(Topics.prefixed("eu-"))
                .get(0);
        assertThat(plays.name()).isEqualTo("eu-play-events");
        assertThat(plays.replicationFactor()).isEqualTo((short) 3);
        assertThat(plays.configs()).containsEntry("retention.ms", "172800000");
    }

    @Test
    void badNamesAndCountsAreRefused() {
        assertThatThrownBy(() -> new Topics("a", "b", "c", "c", "e")).hasMessageContaining("[c] stands for two topics");
        assertThatThrownBy(() -> new Topics("a", "b", "c", " ", "e")).hasMessageContaining("none may be blank");
        assertThatThrownBy(() -> TopicSettings.embedded(0)).hasMessageContaining("partitions is 0");
        assertThatThrownBy(() -> new TopicSettings(1, (short) 0, null, TopicSettings.Compaction.DEFAULT))
                .hasMessageContaining("replication is 0");
    }

    @Test
    void anOutputThatIsNotCompactedIsWarnedOf() {
        assertThat(TopicCheck.warnings(topic("sine-model"), Map.of("cleanup.policy", "delete")))
                .singleElement()
                .asString()
                .contains("Topic sine-model has cleanup.policy=delete", "not compacted", "kafka-configs.sh");
        assertThat(TopicCheck.warnings(topic("sine-model"), Map.of("cleanup.policy", "compact,delete")))
                .singleElement()
                .asString()
                .contains("idle for longer than its retention.ms vanish");
        assertThat(TopicCheck.warnings(topic("sine-model"), Map.of("cleanup.policy", "compact")))
                .isEmpty();
    }

    @Test
    void anEventTopicThatIsCompactedIsWarnedOf() {
        assertThat(TopicCheck.warnings(topic("play-events"), Map.of("cleanup.policy", "compact")))
                .singleElement()
                .asString()
                .contains("plays with the same key replace each other");
        assertThat(TopicCheck.warnings(topic("play-events"), Map.of("cleanup.policy", "delete")))
                .isEmpty();
    }

    private NewTopic topic(String name) {
        return embedded.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
    }
}
