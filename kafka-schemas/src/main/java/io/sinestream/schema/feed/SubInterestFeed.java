package io.sinestream.schema.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the three output topics from their beginning and keeps {@link #state() what is current} of them in memory. It
 * belongs to no consumer group and commits nothing. Brokers that are away are waited for; after any other error of the
 * client it goes on where it was with a new one.
 * After brokers were away for longer than tombstones are kept it starts over, since it may have missed some.
 */
public final class SubInterestFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SubInterestFeed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(10);
    private static final long PARTITION_CHECK_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long MISSING_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_SECONDS = 1;
    private static final long CLOSE_SECONDS = 10;
    private static final int CHECKS_PER_RETENTION = 4;
    private static final long NEVER = -1;

    private final FeedOptions options;
    private final FeedState state;
    private final ExactSearch search;
    private final @Nullable IndexKeeper keeper;
    private final @Nullable IndexSearch indexed;
    private final FeedInput input;
    private final FeedProgress progress = new FeedProgress();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    /** Where to go on, by partition; the feed's thread only. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong reloads = new AtomicLong();
    /** When brokers last answered; the feed's thread only. */
    private long answeredMillis = NEVER;

    private SubInterestFeed(FeedOptions options) {
        this.options = options;
        IndexOptions index = options.index();
        this.keeper = index == null ? null : new IndexKeeper(index);
        this.state = new FeedState(
                options.heldUsers(), options.tombstoneRetention(), keeper == null ? ItemChanges.NONE : keeper);
        this.search = new ExactSearch(state);
        this.indexed = keeper == null ? null : new IndexSearch(state, keeper, search);
        this.input = new FeedInput(options.topics(), state, options.listener(), options.registry());
        this.thread = new Thread(this::run, "sub-interest-feed");
        thread.setDaemon(true);
    }

    /** A feed that has begun to read, on a daemon thread of its own. */
    public static SubInterestFeed start(FeedOptions options) {
        SubInterestFeed feed = new SubInterestFeed(options);
        feed.thread.start();
        return feed;
    }

    /** What is current: to be asked for vectors, scores and the best items, at any time and from any thread. */
    public FeedState state() {
        return state;
    }

    /** Finds the best items among all there are. */
    public ExactSearch search() {
        return search;
    }

    /**
     * Finds about the best items in a small part of the time.
     *
     * @throws IllegalStateException when the feed was started without {@link FeedOptions#withIndex an index}
     */
    public IndexSearch indexed() {
        if (indexed == null) {
            throw new IllegalStateException("the feed keeps no index: start it with FeedOptions.withIndex");
        }
        return indexed;
    }

    /** @return whether the feed has read, within this time, all that was there when it began */
    public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
        return progress.await(timeout.toMillis());
    }

    /** How the feed is doing. */
    public FeedStatus status() {
        return new FeedStatus(
                progress.isCaughtUp(),
                progress.lag(),
                progress.lastRecordMillis(),
                state.lineage(),
                state.golden(),
                state.size(),
                state.counts(),
                failures.get(),
                reloads.get());
    }

    /** Stops reading and waits until the client is closed; what is current stays readable. */
    @Override
    public void close() {
        closed.countDown();
        if (keeper != null) {
            keeper.close();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            do {
                try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(config())) {
                    read(consumer);
                } catch (RuntimeException e) {
                    // Mostly a KafkaException, but nothing may end the feed except its owner.
                    failures.incrementAndGet();
                    LOG.warn("The feed's Kafka client failed; trying again in {} s: {}", PAUSE_SECONDS, e.toString());
                }
            } while (!closed.await(PAUSE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        long nextCheck = System.nanoTime();
        while (closed.getCount() > 0) {
            if (System.nanoTime() - nextCheck >= 0) {
                boolean all = assignIfReachable(consumer);
                nextCheck = System.nanoTime() + (all ? checkNanos() : MISSING_CHECK_NANOS);
            }
            if (consumer.assignment().isEmpty()) {
                closed.await(PAUSE_SECONDS, TimeUnit.SECONDS);
                continue;
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            long now = options.clock().millis();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                input.accept(record, now);
                progress.record(record.timestamp());
            }
            follow(consumer);
        }
    }

    private long checkNanos() {
        long retention =
                TimeUnit.MILLISECONDS.toNanos(options.tombstoneRetention().toMillis());
        return Math.min(PARTITION_CHECK_NANOS, retention / CHECKS_PER_RETENTION);
    }

    /** While brokers are away what is assigned stays so. */
    private boolean assignIfReachable(Consumer<byte[], byte[]> consumer) {
        try {
            boolean all = assign(consumer);
            // Partitions may be known without asking; where they end is not.
            consumer.endOffsets(consumer.assignment(), METADATA_TIMEOUT);
            answered(consumer);
            return all;
        } catch (TimeoutException e) {
            LOG.warn("The brokers do not say which partitions there are; asking again: {}", e.getMessage());
            return false;
        }
    }

    private void answered(Consumer<byte[], byte[]> consumer) {
        long now = options.clock().millis();
        boolean wasAwayTooLong = answeredMillis != NEVER
                && now - answeredMillis > options.tombstoneRetention().toMillis();
        if (wasAwayTooLong) {
            LOG.warn(
                    "The brokers were away for {} ms, longer than tombstones are kept: reading all again",
                    now - answeredMillis);
            state.clear();
            positions.clear();
            consumer.seekToBeginning(consumer.assignment());
            reloads.incrementAndGet();
        }
        answeredMillis = now;
    }

    /** Takes in partitions it does not have yet: at the start all, later those that were added. */
    private boolean assign(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> present = new ArrayList<>();
        boolean all = true;
        for (String topic : options.topics().outputs()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, METADATA_TIMEOUT);
            all &= partitions != null && !partitions.isEmpty();
            if (partitions != null) {
                partitions.forEach(p -> present.add(new TopicPartition(topic, p.partition())));
            }
        }
        List<TopicPartition> added = new ArrayList<>(present);
        added.removeAll(consumer.assignment());
        if (!added.isEmpty()) {
            add(consumer, added);
        }
        if (all) {
            progress.allKnown();
        }
        return all;
    }

    private void add(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> added) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(added, METADATA_TIMEOUT);
        List<TopicPartition> assigned = new ArrayList<>(consumer.assignment());
        assigned.addAll(added);
        consumer.assign(assigned);
        for (TopicPartition partition : added) {
            Long position = positions.get(partition);
            if (position == null) {
                consumer.seekToBeginning(List.of(partition));
                progress.target(Map.of(partition, ends.getOrDefault(partition, 0L)));
            } else {
                consumer.seek(partition, position);
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        long behind = 0;
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition, METADATA_TIMEOUT);
            positions.put(partition, position);
            progress.reached(partition, position);
            OptionalLong lag = consumer.currentLag(partition);
            if (lag.isEmpty()) {
                behind = -1;
                break;
            }
            behind += lag.getAsLong();
        }
        progress.lag(behind);
    }

    private Map<String, Object> config() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "sub-interest-feed");
        config.putAll(options.client());
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }
}
