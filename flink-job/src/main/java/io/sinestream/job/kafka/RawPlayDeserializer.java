package io.sinestream.job.kafka;

import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.schema.KeptHeader;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands on every record as it is: decoding happens where a bad one can be put aside. */
final class RawPlayDeserializer implements KafkaRecordDeserializationSchema<RawPlay> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawPlay> out) {
        out.collect(new RawPlay(
                record.key(),
                record.value(),
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
