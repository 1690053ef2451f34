package io.sinestream.it;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning. */
final class Topic {
    private Topic() {}

    /** Its records once there are enough of them; they are read again and again until then. */
    static List<ConsumerRecord<byte[], byte[]>> records(
            String brokers, String topic, Duration within, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough)
            throws InterruptedException {
        return records(Map.of("bootstrap.servers", brokers), topic, within, enough);
    }

    /** The same as a client with settings of its own. */
    static List<ConsumerRecord<byte[], byte[]>> records(
            Map<String, Object> client,
            String topic,
            Duration within,
            Predicate<List<ConsumerRecord<byte[], byte[]>>> enough)
            throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(
                    Await.value(within, "topic " + topic, () -> Optional.of(consumer.partitionsFor(topic).stream()
                                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                                    .toList())
                            .filter(found -> !found.isEmpty())));
            return Await.value(within, "records of " + topic, () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return enough.test(records) ? Optional.of(records) : Optional.empty();
            });
        }
    }
}
