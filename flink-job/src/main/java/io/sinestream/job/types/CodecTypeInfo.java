package io.sinestream.job.types;

import io.sinestream.schema.Codec;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * Type information of a topic's immutable record that crosses operators in the topic's own bytes. For records off the hot
 * path and not for state: the codec's supplier is part of the serializer's snapshot.
 */
public final class CodecTypeInfo<T> extends RecordTypeInfo<T> {
    private static final long serialVersionUID = 1L;

    private CodecTypeInfo(Class<T> type, SerializableSupplier<Codec<T>> codec) {
        super(type, () -> new CodecSerializer<>(codec));
    }

    /** Records of {@code type} as {@code codec} writes them; every thread gets a codec of its own. */
    public static <T> CodecTypeInfo<T> of(Class<T> type, SerializableSupplier<Codec<T>> codec) {
        return new CodecTypeInfo<>(type, codec);
    }
}
