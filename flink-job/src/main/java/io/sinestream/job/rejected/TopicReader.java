package io.sinestream.job.rejected;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads stretches of topics, from an offset to where the topic ended when it was asked. Takes part in no group. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_EMPTY_POLLS = 60;

    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicReader(Properties client) {
        Properties properties = new Properties();
        properties.putAll(client);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "20000");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Where the topic's partitions end now; empty when there is no such topic. */
    public Map<TopicPartition, Long> ends(String topic) {
        List<PartitionInfo> partitions = consumer.listTopics().getOrDefault(topic, List.of());
        return consumer.endOffsets(partitions.stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
    }

    /** Reads from where the partitions begin. */
    public void read(Map<TopicPartition, Long> to, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        read(consumer.beginningOffsets(to.keySet()), to, reader);
    }

    /**
     * Hands on every record from the offsets of {@code from} to before those of {@code to}.
     *
     * @throws IllegalStateException when the brokers stop answering
     */
    public void read(
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> left = new HashMap<>(to);
        left.keySet().retainAll(from.keySet());
        consumer.assign(left.keySet());
        from.forEach((partition, offset) -> {
            if (left.containsKey(partition)) {
                consumer.seek(partition, offset);
            }
        });
        int emptyPolls = 0;
        while (hasMore(left)) {
            var records = consumer.poll(POLL);
            emptyPolls = records.isEmpty() ? emptyPolls + 1 : 0;
            if (emptyPolls > MOST_EMPTY_POLLS) {
                throw new IllegalStateException(left.keySet() + " give nothing for "
                        + POLL.multipliedBy(MOST_EMPTY_POLLS).toSeconds() + " s: look at the brokers");
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Long end = to.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    reader.accept(record);
                }
            }
        }
    }

    private boolean hasMore(Map<TopicPartition, Long> left) {
        left.entrySet().removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue());
        Set<TopicPartition> done = new HashSet<>(consumer.assignment());
        done.removeAll(left.keySet());
        consumer.pause(done);
        return !left.isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
