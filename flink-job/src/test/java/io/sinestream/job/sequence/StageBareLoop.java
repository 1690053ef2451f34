package io.sinestream.job.sequence;

import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer that decodes the events and does nothing else: what no job can beat. */
final class StageBareLoop implements StageContender {
    private final StageTopic topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PlayEventCodec codec = new PlayEventCodec();

    StageBareLoop(StageRun run) throws Exception {
        topic = new StageTopic(run.bootstrapServers(), "bare", run.users(), run.playing());
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, run.bootstrapServers());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(List.of(new TopicPartition("bare", 0)));
    }

    @Override
    public void prepare(int events) {
        topic.prepare(events);
    }

    @Override
    public Slice run(int events) throws Exception {
        return Slice.of(events, () -> {
            long start = System.nanoTime();
            topic.release();
            boolean ended = false;
            while (!ended) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    PlayEvent play = codec.decode(record.value());
                    ended |= play.user().equals(StageTopic.END);
                }
            }
            return System.nanoTime() - start;
        });
    }

    @Override
    public long checkpointBytes() {
        return 0;
    }

    @Override
    public void close() {
        consumer.close();
        topic.close();
    }
}
