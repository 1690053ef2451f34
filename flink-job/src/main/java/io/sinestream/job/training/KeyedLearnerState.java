package io.sinestream.job.training;

import io.sinestream.model.sine.RowSink;
import io.sinestream.model.sine.SineLearner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A learner in Flink's state: each item is keyed state under its key, the rest of the learner one value of operator state.
 * At a checkpoint only the items that changed are written, so that an incremental one holds those alone.
 */
final class KeyedLearnerState implements RowSink {
    private static final ValueStateDescriptor<byte[]> ROWS =
            new ValueStateDescriptor<>("item-rows", BytePrimitiveArraySerializer.INSTANCE);
    private static final ListStateDescriptor<byte[]> CORE =
            new ListStateDescriptor<>("learner-core", BytePrimitiveArraySerializer.INSTANCE);
    private static final ListStateDescriptor<Long> NUMBERS =
            new ListStateDescriptor<>("learner-epoch-and-dump-length", LongSerializer.INSTANCE);

    private final KeyedStateBackend<Long> backend;
    private final ListState<byte[]> core;
    private final ListState<Long> numbers;
    private final ValueState<byte[]> rows;
    private Written written = new Written(0, 0, 0);

    KeyedLearnerState(StateInitializationContext context, KeyedStateBackend<Long> backend) throws Exception {
        this.backend = backend;
        core = context.getOperatorStateStore().getListState(CORE);
        numbers = context.getOperatorStateStore().getListState(NUMBERS);
        rows = context.getKeyedStateStore().getState(ROWS);
    }

    /**
     * What one checkpoint got.
     *
     * @param coreBytes everything but the items
     * @param rows items that had changed
     * @param rowBytes of those
     */
    record Written(long coreBytes, long rows, long rowBytes) {}

    /** What the last {@link #save} wrote. */
    Written written() {
        return written;
    }

    /**
     * Makes the learner what it was when it was saved.
     *
     * @return false when none was
     */
    boolean restore(SineLearner learner) throws Exception {
        for (byte[] saved : core.get()) {
            learner.restoreCore(saved);
            restoreItems(learner);
            return true;
        }
        return false;
    }

    /** A learner as it was saved, whatever options it was saved with; null when none was saved. */
    @Nullable SineLearner load() throws Exception {
        for (byte[] saved : core.get()) {
            SineLearner learner = SineLearner.ofState(saved);
            restoreItems(learner);
            return learner;
        }
        return null;
    }

    private void restoreItems(SineLearner learner) throws Exception {
        backend.applyToAllKeys(
                VoidNamespace.INSTANCE,
                VoidNamespaceSerializer.INSTANCE,
                ROWS,
                (key, row) -> learner.restoreRow(key, row.value()));
    }

    /** The epoch that was saved, 0 when none was. */
    long epoch() throws Exception {
        return number(0);
    }

    /** The length of the score dump that was saved, 0 when none was. */
    long dumpLength() throws Exception {
        return number(1);
    }

    private long number(int index) throws Exception {
        int i = 0;
        for (long number : numbers.get()) {
            if (i++ == index) {
                return number;
            }
        }
        return 0;
    }

    /** Writes what changed of the learner since the last time. */
    void save(SineLearner learner, long epoch, long dumpLength) throws Exception {
        written = new Written(0, 0, 0);
        learner.drainRows(this);
        byte[] saved = learner.saveCore();
        core.update(List.of(saved));
        written = new Written(saved.length, written.rows(), written.rowBytes());
        numbers.update(List.of(epoch, dumpLength));
    }

    @Override
    public void put(long key, byte[] row) {
        backend.setCurrentKey(key);
        written = new Written(0, written.rows() + 1, written.rowBytes() + row.length);
        try {
            rows.update(row);
        } catch (IOException e) {
            throw new UncheckedIOException("writing an item row to state failed", e);
        }
    }

    @Override
    public void remove(long key) {
        backend.setCurrentKey(key);
        rows.clear();
    }
}
