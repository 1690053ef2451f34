package io.sinestream.schema;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * How missing topics are created. {@code message.timestamp.type} is always {@code CreateTime}: event time is in the
 * payload, and Kafka's own timestamp is when a record was produced.
 *
 * @param partitions of every topic but the model's, which has one
 * @param replication copies of each partition, -1 for the broker's default
 * @param eventRetention how long play events and rejected ones are kept; null for ever, which a replayed log needs
 * @param outputs how the three outputs are compacted
 */
public record TopicSettings(int partitions, short replication, @Nullable Duration eventRetention, Compaction outputs) {

    private static final String FOREVER = "-1";

    /**
     * How an output topic is kept at about one record per key.
     *
     * @param segmentAge {@code segment.ms}: Kafka compacts closed segments only, so on a quiet topic this bounds how old
     *     a superseded record gets before compaction can see it
     * @param segmentBytes {@code segment.bytes}: the same for a busy topic; a reader that starts from nothing reads up to
     *     about this much per partition beyond the live records
     * @param maxLag {@code max.compaction.lag.ms}: compaction happens by then, however little there is to gain
     * @param tombstoneRetention {@code delete.retention.ms}: how long a tombstone outlives compaction; a reader that was
     *     away longer may have missed one and must reload
     */
    public record Compaction(Duration segmentAge, int segmentBytes, Duration maxLag, Duration tombstoneRetention) {
        public static final Compaction DEFAULT =
                new Compaction(Duration.ofMinutes(15), 128 << 20, Duration.ofHours(1), Duration.ofDays(7));

        Map<String, String> configs() {
            Map<String, String> configs = new HashMap<>();
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            configs.put(TopicConfig.SEGMENT_MS_CONFIG, millis(segmentAge));
            configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(segmentBytes));
            configs.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(maxLag));
            configs.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, millis(tombstoneRetention));
            configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
            return configs;
        }
    }

    public TopicSettings {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ", must be 1 or more.");
        }
        if (replication < 1 && replication != -1) {
            throw new IllegalArgumentException(
                    "replication is " + replication + ", must be 1 or more, or -1 for the broker's default.");
        }
    }

    /** For a broker of one's own: one copy, nothing is ever deleted. */
    public static TopicSettings embedded(int partitions) {
        return new TopicSettings(partitions, (short) 1, null, Compaction.DEFAULT);
    }

    /** The five topics as they would be created. */
    public List<NewTopic> newTopics(Topics names) {
        return List.of(
                topic(names.playEvents(), partitions, eventConfigs()),
                topic(names.playEventsRejected(), partitions, eventConfigs()),
                topic(names.userSubInterests(), partitions, outputs.configs()),
                topic(names.itemEmbeddings(), partitions, outputs.configs()),
                topic(names.sineModel(), 1, outputs.configs()));
    }

    private NewTopic topic(String name, int count, Map<String, String> configs) {
        return new NewTopic(name, count, replication).configs(configs);
    }

    private Map<String, String> eventConfigs() {
        Map<String, String> configs = new HashMap<>();
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, eventRetention == null ? FOREVER : millis(eventRetention));
        configs.put(TopicConfig.RETENTION_BYTES_CONFIG, FOREVER);
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        return configs;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
