package io.sinestream.job.types;

import io.sinestream.schema.Codec;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a key of a compacted topic holds from now on: a value, or nothing any more. Both kinds travel in one stream, so that
 * a tombstone and a later value of its key reach the topic in this order.
 *
 * @param key of the record
 * @param epoch and {@code modelVersion}: the fence, which a tombstone has in its headers alone
 * @param value null for a tombstone
 */
public record Update<T>(String key, long epoch, long modelVersion, @Nullable T value) {
    public Update {
        Objects.requireNonNull(key, "key");
    }

    /** The key is no longer known. */
    public static <T> Update<T> tombstone(String key, long epoch, long modelVersion) {
        return new Update<>(key, epoch, modelVersion, null);
    }

    /** Type information of updates whose values are written by that codec. */
    @SuppressWarnings("unchecked") // A class has no type arguments; nobody looks at it but to tell types apart.
    public static <T> TypeInformation<Update<T>> type(SerializableSupplier<Codec<T>> values) {
        Class<Update<T>> type = (Class<Update<T>>) (Class<?>) Update.class;
        return CodecTypeInfo.of(type, () -> new UpdateCodec<>(values.get()));
    }
}
