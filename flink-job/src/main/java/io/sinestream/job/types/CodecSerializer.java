package io.sinestream.job.types;

import io.sinestream.schema.Codec;
import io.sinestream.schema.MalformedRecordException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/** A codec's bytes behind their length. */
final class CodecSerializer<T> extends ImmutableSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<Codec<T>> supplier;
    private transient @Nullable Codec<T> codec;

    CodecSerializer(SerializableSupplier<Codec<T>> supplier) {
        this.supplier = supplier;
    }

    private Codec<T> codec() {
        Codec<T> known = codec;
        if (known == null) {
            known = supplier.get();
            codec = known;
        }
        return known;
    }

    /** There is no value without content; nobody in Flink asks an immutable type for one. */
    @Override
    public T createInstance() {
        throw new UnsupportedOperationException("an immutable record has no empty instance");
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        byte[] bytes = codec().encode(value);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        try {
            return codec().decode(bytes);
        } catch (MalformedRecordException e) {
            throw new IOException("bytes that this job wrote cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new CodecSerializer<>(supplier);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CodecSerializer<?> that && that.codec().getClass() == codec().getClass();
    }

    @Override
    public int hashCode() {
        return codec().getClass().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(supplier);
    }

    /** Format 1: the codec's supplier, Java-serialized. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private static final int FORMAT = 1;

        private @Nullable SerializableSupplier<Codec<T>> supplier;

        /** For Flink, which then reads the snapshot. */
        public Snapshot() {}

        Snapshot(SerializableSupplier<Codec<T>> supplier) {
            this.supplier = supplier;
        }

        @Override
        public int getCurrentVersion() {
            return FORMAT;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            byte[] bytes = InstantiationUtil.serializeObject(known());
            out.writeInt(bytes.length);
            out.write(bytes);
        }

        @Override
        public void readSnapshot(int format, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
            if (format != FORMAT) {
                throw new IOException("CodecSerializer: format " + format + " was written, format " + FORMAT
                        + " is known: restore with the version of the job that wrote it");
            }
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            try {
                supplier = InstantiationUtil.deserializeObject(bytes, userCodeClassLoader);
            } catch (ClassNotFoundException e) {
                throw new IOException("the codec of this snapshot is not on the class path", e);
            }
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new CodecSerializer<>(known());
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old instanceof Snapshot<T> that && that.restoreSerializer().equals(restoreSerializer())
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }

        private SerializableSupplier<Codec<T>> known() {
            if (supplier == null) {
                throw new IllegalStateException("snapshot was neither given nor read");
            }
            return supplier;
        }
    }
}
