package io.sinestream.job.kafka;

import io.sinestream.job.types.Update;
import io.sinestream.schema.Codec;
import io.sinestream.schema.VersionHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An update of a compacted topic as a record: epoch and model version in headers, all that a tombstone has beside its key. */
final class UpdateRecord<T> implements KafkaRecordSerializationSchema<Update<T>> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final SerializableSupplier<Codec<T>> supplier;
    private transient @Nullable Codec<T> codec;

    UpdateRecord(String topic, SerializableSupplier<Codec<T>> codec) {
        this.topic = topic;
        this.supplier = codec;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Update<T> update, KafkaSinkContext context, @Nullable Long timestamp) {
        byte[] key = update.key().getBytes(StandardCharsets.UTF_8);
        T value = update.value();
        byte[] bytes = value == null ? null : codec().encode(value);
        return new ProducerRecord<>(
                topic, null, null, key, bytes, VersionHeaders.of(update.epoch(), update.modelVersion()));
    }

    private Codec<T> codec() {
        Codec<T> known = codec;
        if (known == null) {
            known = supplier.get();
            codec = known;
        }
        return known;
    }
}
