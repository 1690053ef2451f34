package io.sinestream.job.feed;

import io.sinestream.schema.HistoryHeader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends play events to their topic. Idempotent, so a partition holds a gapless prefix of what was sent whatever the broker
 * goes through; it waits for a broker that is away as long as it takes.
 */
public final class PlayProducer implements PlaySink, AutoCloseable {
    private static final int FOREVER_MILLIS = Integer.MAX_VALUE;

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public PlayProducer(String bootstrapServers, String topic) {
        this(client(bootstrapServers), topic);
    }

    /** @param client where the brokers are and how to be let in; how plays are sent is decided here */
    public PlayProducer(Properties client, String topic) {
        this.topic = topic;
        Map<String, Object> settings = new HashMap<>();
        client.stringPropertyNames().forEach(name -> settings.put(name, client.getProperty(name)));
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (long) FOREVER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, FOREVER_MILLIS);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Properties client(String bootstrapServers) {
        Properties client = new Properties();
        client.setProperty(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return client;
    }

    /** Kafka's own timestamp is the present: the event's time is in the payload only. */
    @Override
    public void send(int partition, @Nullable String user, byte[] value, boolean isHistory) {
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("a play event could not be produced to " + topic, failed);
        }
        byte[] key = user == null ? null : user.getBytes(StandardCharsets.UTF_8);
        Headers headers = isHistory ? HistoryHeader.headers() : null;
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition, key, value, headers);
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Waits until the broker has all; fails when it has not. */
    public void flush() {
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException("a play event could not be produced to " + topic, failed);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
