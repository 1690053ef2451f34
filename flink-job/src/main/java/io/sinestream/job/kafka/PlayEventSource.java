package io.sinestream.job.kafka;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The play events' topic as a stream. Event time is in the payload, so there are no watermarks before it is decoded. */
public final class PlayEventSource {
    private PlayEventSource() {}

    /** Adds the source to the environment. */
    public static DataStream<RawPlay> of(StreamExecutionEnvironment env, Configuration options) {
        KafkaSource<RawPlay> source = KafkaSource.<RawPlay>builder()
                .setProperties(KafkaOptions.clientProperties(options))
                .setGroupId(options.get(KafkaOptions.GROUP))
                .setTopics(options.get(KafkaOptions.PLAY_EVENTS))
                .setStartingOffsets(startingOffsets(options.get(KafkaOptions.START_FROM)))
                .setProperty("partition.discovery.interval.ms", "10000")
                .setDeserializer(new RawPlayDeserializer(
                        RegistryOptions.settings(options), options.get(KafkaOptions.PLAY_EVENTS)))
                .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "play events")
                .uid("play-events");
    }

    @SuppressWarnings("deprecation") // The connector's only way to say it still asks for this enum.
    private static OffsetsInitializer startingOffsets(KafkaOptions.StartFrom from) {
        return switch (from) {
            case EARLIEST -> OffsetsInitializer.earliest();
            case LATEST -> OffsetsInitializer.latest();
            case COMMITTED ->
                OffsetsInitializer.committedOffsets(org.apache.kafka.clients.consumer.OffsetResetStrategy.EARLIEST);
        };
    }
}
