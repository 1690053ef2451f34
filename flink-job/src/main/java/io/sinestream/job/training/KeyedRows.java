package io.sinestream.job.training;

import io.sinestream.model.sine.RowSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;

/** Rows of bytes as keyed state of one name, put and removed from outside any record. */
final class KeyedRows implements RowSink {
    private final KeyedStateBackend<Long> backend;
    private final int keyGroups;
    private final ValueStateDescriptor<byte[]> descriptor;
    private final ValueState<byte[]> rows;
    private Written written = Written.NOTHING;

    /** @param keyGroups of the job; state is sorted by them, then by key */
    KeyedRows(String name, StateInitializationContext context, KeyedStateBackend<Long> backend, int keyGroups) {
        this.backend = backend;
        this.keyGroups = keyGroups;
        this.descriptor = new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE);
        this.rows = context.getKeyedStateStore().getState(descriptor);
    }

    /** How many rows were put, and their bytes. */
    record Written(long rows, long bytes) {
        static final Written NOTHING = new Written(0, 0);
    }

    /** Takes a saved row. */
    interface Reader {
        void read(long key, byte[] row);
    }

    /** What was put since the last call. */
    Written takeWritten() {
        Written taken = written;
        written = Written.NOTHING;
        return taken;
    }

    void forEach(Reader reader) throws Exception {
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                descriptor,
                (key, row) -> reader.read(key, row.value()));
    }

    @Override
    public int part(long key) {
        return KeyGroupRangeAssignment.assignToKeyGroup(key, keyGroups);
    }

    @Override
    public void put(long key, byte[] row) {
        backend.setCurrentKey(key);
        written = new Written(written.rows() + 1, written.bytes() + row.length);
        try {
            rows.update(row);
        } catch (IOException e) {
            throw new UncheckedIOException("writing an item or a view to state failed", e);
        }
    }

    @Override
    public void remove(long key) {
        backend.setCurrentKey(key);
        rows.clear();
    }
}
