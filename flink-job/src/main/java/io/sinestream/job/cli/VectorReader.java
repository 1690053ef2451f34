package io.sinestream.job.cli;

import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.Topics;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the published vectors as a ranker would, from now on, and notes how fresh the users' are when they arrive. */
final class VectorReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VectorReader.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_MILLIS = 5_000;

    private final Consumer<byte[], byte[]> consumer;
    private final Topics topics;
    private final Freshness freshness;
    private final PublishedVectors vectors;
    private final Clock clock;
    private final UserSubInterestsCodec users = new UserSubInterestsCodec();
    private final ItemEmbeddingCodec items = new ItemEmbeddingCodec();
    private final Thread thread;
    private volatile long firstMillis;

    private VectorReader(
            Consumer<byte[], byte[]> consumer,
            Topics topics,
            Freshness freshness,
            PublishedVectors vectors,
            Clock clock) {
        this.consumer = consumer;
        this.topics = topics;
        this.freshness = freshness;
        this.vectors = vectors;
        this.clock = clock;
        this.thread = new Thread(this::run, "vector-reader");
        thread.setDaemon(true);
    }

    static VectorReader start(
            String bootstrapServers, Topics topics, Freshness freshness, PublishedVectors vectors, Clock clock) {
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
        List<TopicPartition> partitions = Stream.of(topics.userSubInterests(), topics.itemEmbeddings())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // seeks are lazy: without this, what is written next may be missed
        VectorReader reader = new VectorReader(consumer, topics, freshness, vectors, clock);
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
            if (read.topic().equals(topics.itemEmbeddings())) {
                vectors.item(items.decode(read.value()));
            } else {
                user(users.decode(read.value()));
            }
        } catch (MalformedRecordException e) {
            LOG.warn("a record of {} at offset {} cannot be read: {}", read.topic(), read.offset(), e.getMessage());
        }
    }

    private void user(UserSubInterests user) {
        long now = clock.millis();
        freshness.received(user.eventTimeMillis(), user.readMillis(), now);
        vectors.user(user);
        if (firstMillis == 0) {
            firstMillis = now;
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
