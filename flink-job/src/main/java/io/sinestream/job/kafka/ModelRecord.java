package io.sinestream.job.kafka;

import io.sinestream.schema.Codec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.VersionHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** The model's head as a record, always under the same key: the newest replaces the one before. */
final class ModelRecord implements KafkaRecordSerializationSchema<SineModel> {
    private static final long serialVersionUID = 1L;

    private static final String KEY = "model";

    private final String topic;
    private final SerializableSupplier<Codec<SineModel>> supplier;
    private transient @Nullable Codec<SineModel> codec;

    ModelRecord(String topic, SerializableSupplier<Codec<SineModel>> codec) {
        this.topic = topic;
        this.supplier = codec;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = supplier.get();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            SineModel value, KafkaSinkContext context, @Nullable Long timestamp) {
        Codec<SineModel> opened = codec == null ? supplier.get() : codec;
        codec = opened;
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic, null, null, key, opened.encode(value), VersionHeaders.of(value.epoch(), value.modelVersion()));
    }
}
