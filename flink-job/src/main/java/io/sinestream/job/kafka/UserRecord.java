package io.sinestream.job.kafka;

import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A user's sub-interests as a record: key user, epoch and model version in headers too, so that a tombstone can carry them. */
final class UserRecord implements KafkaRecordSerializationSchema<UserSubInterests> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private transient @Nullable UserSubInterestsCodec codec;

    UserRecord(String topic) {
        this.topic = topic;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        codec = new UserSubInterestsCodec();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            UserSubInterests value, KafkaSinkContext context, @Nullable Long timestamp) {
        UserSubInterestsCodec opened = codec == null ? new UserSubInterestsCodec() : codec;
        codec = opened;
        byte[] key = value.user().getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                topic, null, null, key, opened.encode(value), VersionHeaders.of(value.epoch(), value.modelVersion()));
    }
}
