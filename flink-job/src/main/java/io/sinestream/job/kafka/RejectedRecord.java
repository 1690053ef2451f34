package io.sinestream.job.kafka;

import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.RejectedPlayRecords;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
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
        return RejectedPlayRecords.toRecord(topic, play);
    }
}
