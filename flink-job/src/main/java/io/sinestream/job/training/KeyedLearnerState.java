package io.sinestream.job.training;

import io.sinestream.model.sine.LearnerParts;
import io.sinestream.model.sine.SineLearner;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.jspecify.annotations.Nullable;

/**
 * A learner in Flink's state: each item is keyed state under its key, each remembered view under its number, the rest of the
 * learner one value of operator state. Only items and views that changed are written, items at a checkpoint and views as they
 * come, so that an incremental one holds those alone.
 */
final class KeyedLearnerState {
    private static final ListStateDescriptor<byte[]> CORE =
            new ListStateDescriptor<>("learner-core", BytePrimitiveArraySerializer.INSTANCE);
    private static final ListStateDescriptor<Long> NUMBERS =
            new ListStateDescriptor<>("learner-epoch-and-dump-length", LongSerializer.INSTANCE);

    private final ListState<byte[]> core;
    private final ListState<Long> numbers;
    private final KeyedRows items;
    private final KeyedRows views;
    private Written written = new Written(0, KeyedRows.Written.NOTHING, KeyedRows.Written.NOTHING);

    /** @param keyGroups of the job: its maximum parallelism */
    KeyedLearnerState(StateInitializationContext context, KeyedStateBackend<Long> backend, int keyGroups)
            throws Exception {
        core = context.getOperatorStateStore().getListState(CORE);
        numbers = context.getOperatorStateStore().getListState(NUMBERS);
        items = new KeyedRows("item-rows", context, backend, keyGroups);
        views = new KeyedRows("remembered-views", context, backend, keyGroups);
    }

    /**
     * What one checkpoint got.
     *
     * @param coreBytes everything but items and views
     * @param items that had changed
     * @param views that were new in memory since the checkpoint before
     */
    record Written(long coreBytes, KeyedRows.Written items, KeyedRows.Written views) {}

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
            LearnerParts parts = learner.parts();
            parts.restoreCore(saved);
            items.forEach(parts::restoreRow);
            views.forEach(parts::restoreView);
            parts.requireWhole();
            return true;
        }
        return false;
    }

    /** A learner as it was saved, whatever options it was saved with, for its model; null when none was saved. */
    @Nullable SineLearner load() throws Exception {
        for (byte[] saved : core.get()) {
            SineLearner learner = SineLearner.ofState(saved);
            items.forEach(learner.parts()::restoreRow);
            return learner;
        }
        return null;
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

    /**
     * Writes the views that are new in memory already. A view never changes, so writing it before the checkpoint costs nothing more, and
     * at a checkpoint the stream waits for thousands fewer.
     */
    void saveViews(SineLearner learner) {
        learner.parts().drainViews(views);
    }

    /** Writes what changed of the learner since the last time. */
    void save(SineLearner learner, long epoch, long dumpLength) throws Exception {
        LearnerParts parts = learner.parts();
        parts.drainRows(items);
        parts.drainViews(views);
        byte[] saved = parts.core();
        core.update(List.of(saved));
        written = new Written(saved.length, items.takeWritten(), views.takeWritten());
        numbers.update(List.of(epoch, dumpLength));
    }
}
