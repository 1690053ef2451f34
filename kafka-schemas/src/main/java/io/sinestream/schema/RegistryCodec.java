package io.sinestream.schema;

/**
 * A codec whose values are framed for a schema registry. Reads what is framed otherwise as well, so that a topic can change
 * over without a gap.
 */
public final class RegistryCodec<T> implements Codec<T> {
    private final Codec<T> unframed;
    private final RegistryFraming framing;

    private RegistryCodec(Codec<T> unframed, RegistryFraming framing) {
        this.unframed = unframed;
        this.framing = framing;
    }

    /**
     * The topic's codec with the registry's framing.
     *
     * @param topic its name in Kafka, by which the subject is called
     */
    public static <T> RegistryCodec<T> of(SingleObjectCodec<T> codec, String topic, SchemaRegistry registry) {
        return new RegistryCodec<>(codec, new RegistryFraming(codec.schemas(), topic + "-value", registry));
    }

    @Override
    public byte[] encode(T value) {
        return framing.frame(unframed.encode(value));
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
        return unframed.decode(plain(bytes));
    }

    /** The bytes without the registry's framing, where they have it; others are returned as they are. */
    public byte[] plain(byte[] bytes) throws MalformedRecordException {
        return RegistryFraming.isFramed(bytes) ? framing.unframe(bytes) : bytes;
    }
}
