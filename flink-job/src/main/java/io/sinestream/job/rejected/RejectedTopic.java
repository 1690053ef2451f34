package io.sinestream.job.rejected;

import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.RejectedPlayRecords;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topic of rejected plays, as far as it reached when it was opened. */
public final class RejectedTopic implements AutoCloseable {
    private final Properties client;
    private final TopicReader reader;
    private final Map<TopicPartition, Long> ends;

    /** @param client addresses and settings of Kafka's own, for consumer and producer alike */
    public RejectedTopic(Properties client, String topic) {
        this.client = client;
        this.reader = new TopicReader(client);
        this.ends = reader.ends(topic);
    }

    /** Whether there is such a topic. */
    public boolean exists() {
        return !ends.isEmpty();
    }

    /**
     * Counts and samples, a line each.
     *
     * @param only the one reason to look at; null for all
     * @param samples how many plays of each reason are shown, the last ones
     */
    public List<String> summary(@Nullable RejectReason only, int samples) {
        Rejections rejections = new Rejections(samples);
        reader.read(ends, record -> play(record)
                .ifPresentOrElse(
                        play -> {
                            if (only == null || play.reason() == only) {
                                rejections.add(play);
                            }
                        },
                        rejections::addForeign));
        return rejections.lines();
    }

    /**
     * What a re-drive did.
     *
     * @param sent plays that were sent
     * @param before plays left out because they had been sent before
     * @param inVain plays left out because they had been sent, and rejected, often enough
     */
    public record Redrive(long sent, long before, long inVain) {}

    /**
     * Sends the plays of a reason to the topics they came from, once each. To know which were sent before, it reads those
     * topics from the oldest chosen play on.
     *
     * @param again whether to send those too that were sent before
     * @param times how often a play is sent at most, each time it came back counted
     * @throws KafkaException when the brokers did not take all: what they took is known the next time
     */
    public Redrive redrive(RejectReason reason, boolean again, int times) {
        Redriven redriven = again ? new Redriven() : sentBefore(reason);
        AtomicLong sent = new AtomicLong();
        AtomicLong before = new AtomicLong();
        AtomicLong inVain = new AtomicLong();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            chosen(reason, play -> {
                if (!redriven.isFirstTime(play)) {
                    before.incrementAndGet();
                    return;
                }
                if (Redriven.times(play) >= times) {
                    inVain.incrementAndGet();
                    return;
                }
                var unused = producer.send(Redriven.record(play), (metadata, exception) -> {
                    if (exception == null) {
                        sent.incrementAndGet();
                    } else {
                        failure.compareAndSet(null, exception);
                    }
                });
            });
        }
        Exception failed = failure.get();
        if (failed != null) {
            throw new KafkaException(sent + " plays were sent, then: " + failed.getMessage() + "; repeat it", failed);
        }
        return new Redrive(sent.get(), before.get(), inVain.get());
    }

    private Redriven sentBefore(RejectReason reason) {
        Map<TopicPartition, Long> oldest = new HashMap<>();
        chosen(
                reason,
                play -> oldest.merge(new TopicPartition(play.topic(), play.partition()), play.offset(), Math::min));
        Redriven redriven = new Redriven();
        oldest.keySet().stream()
                .map(TopicPartition::topic)
                .distinct()
                .forEach(source ->
                        reader.read(oldest, reader.ends(source), record -> redriven.note(source, record.headers())));
        return redriven;
    }

    private void chosen(RejectReason reason, Consumer<RejectedPlay> action) {
        reader.read(
                ends,
                record -> play(record).filter(play -> play.reason() == reason).ifPresent(action));
    }

    private static Optional<RejectedPlay> play(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(RejectedPlayRecords.of(record));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
