package io.sinestream.schema;

/** A codec of Avro single-object encoding. Subclasses write and read the body, field by field in the schema's order. */
public abstract class SingleObjectCodec<T> implements Codec<T> {
    private final SchemaHistory schemas;
    private final AvroOutput out = new AvroOutput();
    private final AvroInput in = new AvroInput();

    SingleObjectCodec(SchemaHistory schemas) {
        this.schemas = schemas;
    }

    /** Every schema of its topic. */
    final SchemaHistory schemas() {
        return schemas;
    }

    @Override
    public final byte[] encode(T value) {
        out.reset();
        out.writeRaw(schemas.header());
        writeBody(value, out);
        return out.toByteArray();
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
        schemas.open(bytes, in);
        T value = readBody(in);
        in.requireEnd();
        return value;
    }

    abstract void writeBody(T value, AvroOutput to);

    abstract T readBody(AvroInput from) throws MalformedRecordException;
}
