package io.sinestream.job.kafka;

import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.VersionHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The model's head as a record, always under the same key: the newest replaces the one before. */
final class ModelRecord implements KafkaRecordSerializationSchema<SineModel> {
    private static final long serialVersionUID = 1L;

    private static final String KEY = "model";

    private final String topic;
    private transient @Nullable SineModelCodec codec;

    ModelRecord(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = new SineModelCodec();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            SineModel value, KafkaSinkContext context, @Nullable Long timestamp) {
        SineModelCodec opened = codec == null ? new SineModelCodec() : codec;
        codec = opened;
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic, null, null, key, opened.encode(value), VersionHeaders.of(value.epoch(), value.modelVersion()));
    }
}
