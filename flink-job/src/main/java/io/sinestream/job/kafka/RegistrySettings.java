package io.sinestream.job.kafka;

import io.sinestream.schema.Codec;
import io.sinestream.schema.RegistryCodec;
import io.sinestream.schema.SchemaRegistry;
import io.sinestream.schema.SingleObjectCodec;
import java.io.Serializable;
import java.net.URI;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which schema registry, and how to be let in.
 *
 * @param userInfo {@code user:password}; shown nowhere
 */
public record RegistrySettings(URI url, @Nullable String userInfo) implements Serializable {
    /** A topic's codec with the registry's framing, made anew on each task. */
    public static <T> SerializableSupplier<Codec<T>> framed(
            @Nullable RegistrySettings registry, String topic, SerializableSupplier<SingleObjectCodec<T>> codec) {
        return registry == null ? codec::get : () -> registry.codec(codec.get(), topic);
    }

    /** A codec that frames and unframes. */
    public <T> RegistryCodec<T> codec(SingleObjectCodec<T> codec, String topic) {
        return RegistryCodec.of(codec, topic, new SchemaRegistry(url, userInfo));
    }

    @Override
    public String toString() {
        return url + (userInfo == null ? "" : " with a password");
    }
}
