package io.sinestream.job.kafka;

import io.sinestream.job.Pipeline;
import io.sinestream.job.types.Update;
import io.sinestream.schema.Codec;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.RejectedPlay;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.SingleObjectCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.function.SerializableSupplier;

/** The four output topics. */
public final class KafkaSinks implements Pipeline.Sinks {
    private static final String TRANSACTION_TIMEOUT_MILLIS = "600000";

    private final Configuration options;

    public KafkaSinks(Configuration options) {
        this.options = options;
    }

    @Override
    public void rejected(DataStream<RejectedPlay> plays) {
        String topic = options.get(KafkaOptions.REJECTED);
        plays.sinkTo(sink("rejected", new RejectedRecord(topic)))
                .uid("rejected-sink")
                .name("rejected plays");
    }

    @Override
    public void users(DataStream<Update<UserSubInterests>> users) {
        String topic = options.get(KafkaOptions.USERS);
        users.sinkTo(sink("users", new UpdateRecord<>(topic, codec(topic, UserSubInterestsCodec::new))))
                .uid("users-sink")
                .name("user sub-interests")
                .setParallelism(1);
    }

    @Override
    public void items(DataStream<Update<ItemEmbedding>> items) {
        String topic = options.get(KafkaOptions.ITEMS);
        items.sinkTo(sink("items", new UpdateRecord<>(topic, codec(topic, ItemEmbeddingCodec::new))))
                .uid("items-sink")
                .name("item embeddings")
                .setParallelism(1);
    }

    @Override
    public void models(DataStream<SineModel> models) {
        String topic = options.get(KafkaOptions.MODELS);
        models.sinkTo(sink("models", new ModelRecord(topic, codec(topic, SineModelCodec::new))))
                .uid("models-sink")
                .name("model head")
                .setParallelism(1);
    }

    private <T> SerializableSupplier<Codec<T>> codec(String topic, SerializableSupplier<SingleObjectCodec<T>> codec) {
        RegistrySettings registry = options.get(RegistryOptions.OUTPUTS) ? RegistryOptions.settings(options) : null;
        return RegistrySettings.framed(registry, topic, codec);
    }

    private <T> KafkaSink<T> sink(String name, KafkaRecordSerializationSchema<T> record) {
        Properties properties = KafkaOptions.clientProperties(options);
        // A refreshed vector is wanted now; what fills up while a request is under way still travels together.
        properties.putIfAbsent("linger.ms", "0");
        properties.putIfAbsent("compression.type", "none");
        DeliveryGuarantee delivery = options.get(KafkaOptions.DELIVERY);
        KafkaSinkBuilder<T> sink =
                KafkaSink.<T>builder().setDeliveryGuarantee(delivery).setRecordSerializer(record);
        if (delivery == DeliveryGuarantee.EXACTLY_ONCE) {
            sink.setTransactionalIdPrefix(options.get(KafkaOptions.GROUP) + "-" + name);
            properties.putIfAbsent("transaction.timeout.ms", TRANSACTION_TIMEOUT_MILLIS);
        }
        return sink.setKafkaProducerConfig(properties)
                .setBootstrapServers(KafkaOptions.bootstrapServers(options))
                .build();
    }
}
