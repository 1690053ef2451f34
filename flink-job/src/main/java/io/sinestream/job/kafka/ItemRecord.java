package io.sinestream.job.kafka;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.VersionHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** An item's vector as a record: key item, epoch and model version in headers too. */
final class ItemRecord implements KafkaRecordSerializationSchema<ItemEmbedding> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient @Nullable ItemEmbeddingCodec codec;

    ItemRecord(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = new ItemEmbeddingCodec();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            ItemEmbedding value, KafkaSinkContext context, @Nullable Long timestamp) {
        ItemEmbeddingCodec opened = codec == null ? new ItemEmbeddingCodec() : codec;
        codec = opened;
        byte[] key = value.item().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic, null, null, key, opened.encode(value), VersionHeaders.of(value.epoch(), value.modelVersion()));
    }
}
