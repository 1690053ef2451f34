package io.sinestream.schema;

import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** A codec with its schema and samples, so that one test runs over all four. */
record CodecCase<T>(String topic, Codec<T> codec, Schema schema, Function<SplittableRandom, T> sample) {

    static Stream<CodecCase<?>> all() {
        return Stream.of(
                new CodecCase<>("play-events", new PlayEventCodec(), schema("play-events"), Samples::play),
                new CodecCase<>(
                        "user-sub-interests", new UserSubInterestsCodec(), schema("user-sub-interests"), Samples::user),
                new CodecCase<>("item-embeddings", new ItemEmbeddingCodec(), schema("item-embeddings"), Samples::item),
                new CodecCase<>("sine-model", new SineModelCodec(), schema("sine-model"), Samples::model));
    }

    private static Schema schema(String topic) {
        return SchemaHistory.of(topic).current();
    }

    @Override
    public String toString() {
        return topic;
    }
}
