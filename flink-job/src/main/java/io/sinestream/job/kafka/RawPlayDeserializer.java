package io.sinestream.job.kafka;

import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.schema.KeptHeader;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.RegistryCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Hands on every record as it is: decoding happens where a bad one can be put aside. Only a schema registry's framing is taken
 * off here, where it can be; a registry that is away fails the source, since nobody knows whether its records are bad.
 */
final class RawPlayDeserializer implements KafkaRecordDeserializationSchema<RawPlay> {
    private static final long serialVersionUID = 1L;

    private final @Nullable RegistrySettings registry;
    private final String topic;
    private transient @Nullable RegistryCodec<PlayEvent> framed;

    /** @param registry null when no record is framed for one */
    RawPlayDeserializer(@Nullable RegistrySettings registry, String topic) {
        this.registry = registry;
        this.topic = topic;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        framed = registry == null ? null : registry.codec(new PlayEventCodec(), topic);
    }

    private byte @Nullable [] plain(byte @Nullable [] value) {
        try {
            return framed == null || value == null ? value : framed.plain(value);
        } catch (MalformedRecordException e) {
            return value; // The check says so again, and keeps the record aside.
        }
    }

    @Override
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawPlay> out) {
        out.collect(new RawPlay(
                record.key(),
                plain(record.value()),
                record.topic(),
                record.partition(),
                record.offset(),
                KeptHeader.all(record.headers())));
    }

    @Override
    public TypeInformation<RawPlay> getProducedType() {
        return CodecTypeInfo.of(RawPlay.class, RawPlayCodec::new);
    }
}
