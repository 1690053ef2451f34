package io.sinestream.job.kafka;

import io.sinestream.schema.RejectedPlay;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** A rejected play as a record: the original bytes, and in headers why it was rejected and where it came from. */
final class RejectedRecord implements KafkaRecordSerializationSchema<RejectedPlay> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    RejectedRecord(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            RejectedPlay play, KafkaSinkContext context, @Nullable Long timestamp) {
        Headers headers = new RecordHeaders()
                .add("reason", text(play.reason().name()))
                .add("detail", text(play.detail()))
                .add("source-topic", text(play.topic()))
                .add("source-partition", text(Integer.toString(play.partition())))
                .add("source-offset", text(Long.toString(play.offset())));
        return new ProducerRecord<>(topic, null, null, play.key(), play.value(), headers);
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
