package io.sinestream.job.cli;

import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the users' vectors as a ranker would, from now on, and notes how fresh they are when they arrive. */
final class VectorReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VectorReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_MILLIS = 5_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Freshness freshness;
    private final Clock clock;
    private final UserSubInterestsCodec codec = new UserSubInterestsCodec();
    private final Thread thread;
    private volatile long firstMillis;

    private VectorReader(Consumer<byte[], byte[]> consumer, Freshness freshness, Clock clock) {
        this.consumer = consumer;
        this.freshness = freshness;
        this.clock = clock;
        this.thread = new Thread(this::run, "vector-reader");
        thread.setDaemon(true);
    }

    static VectorReader start(String bootstrapServers, String topic, Freshness freshness, Clock clock) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        100),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map((PartitionInfo info) -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeks are lazy: without this, what is written next may be missed
        VectorReader reader = new VectorReader(consumer, freshness, clock);
        reader.thread.start();
        return reader;
    }

    private void run() {
        try (consumer) {
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    received(read);
                }
            }
        } catch (WakeupException e) {
            LOG.debug("closing", e);
        }
    }

    private void received(ConsumerRecord<byte[], byte[]> read) {
        if (read.value() == null) {
            return; // a tombstone
        }
        try {
            UserSubInterests user = codec.decode(read.value());
            long now = clock.millis();
            freshness.received(user.eventTimeMillis(), user.readMillis(), now);
            if (firstMillis == 0) {
                firstMillis = now;
            }
        } catch (MalformedRecordException e) {
            LOG.warn(
                    "a record of {} at offset {} is no user's vectors: {}",
                    read.topic(),
                    read.offset(),
                    e.getMessage());
        }
    }

    /** When the first vectors were read, milliseconds since the epoch; 0 before that. */
    long firstMillis() {
        return firstMillis;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
