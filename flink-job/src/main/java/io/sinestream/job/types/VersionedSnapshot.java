package io.sinestream.job.types;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Snapshot of a serializer that has no parameters: its wire format is a number. A later format keeps reading the older ones
 * or refuses them here, with a sentence.
 */
abstract class VersionedSnapshot<T> implements TypeSerializerSnapshot<T> {
    private final int format;

    VersionedSnapshot(int format) {
        this.format = format;
    }

    abstract TypeSerializer<T> serializer();

    @Override
    public int getCurrentVersion() {
        return format;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {
        // The version, written by Flink, says it all.
    }

    @Override
    public void readSnapshot(int readFormat, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        if (readFormat != format) {
            throw new IOException(getClass().getSimpleName() + ": format " + readFormat + " was written, format "
                    + format + " is known: restore with the version of the job that wrote it");
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        return old.getClass() == getClass()
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }
}
