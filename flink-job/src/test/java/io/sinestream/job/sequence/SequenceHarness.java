package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.types.TrainingExampleTypeInfo;
import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The real function inside Flink's operator harness. */
final class SequenceHarness implements AutoCloseable {
    static final int MAX_PARALLELISM = 128;

    private final KeyedOneInputStreamOperatorTestHarness<String, ReadPlay, TrainingExample> harness;

    private SequenceHarness(
            FeedbackSettings feedback,
            SequenceSettings settings,
            StateBackend backend,
            int parallelism,
            int subtask,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new UserSequenceOperator(feedback, settings),
                ReadPlay::user,
                Types.STRING,
                MAX_PARALLELISM,
                parallelism,
                subtask);
        harness.setStateBackend(backend);
        harness.setup(TrainingExampleTypeInfo.INSTANCE.createSerializer(new ExecutionConfig().getSerializerConfig()));
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    static SequenceHarness onHeap(SequenceSettings settings) throws Exception {
        return onHeap(settings, null);
    }

    static SequenceHarness onHeap(SequenceSettings settings, @Nullable OperatorSubtaskState restored) throws Exception {
        return new SequenceHarness(FeedbackSettings.defaults(), settings, new HashMapStateBackend(), 1, 0, restored);
    }

    static SequenceHarness labelledBy(FeedbackSettings feedback, @Nullable OperatorSubtaskState restored)
            throws Exception {
        return new SequenceHarness(feedback, SequenceSettings.defaults(), new HashMapStateBackend(), 1, 0, restored);
    }

    static SequenceHarness onRocks(SequenceSettings settings, @Nullable OperatorSubtaskState restored)
            throws Exception {
        return new SequenceHarness(
                FeedbackSettings.defaults(), settings, new EmbeddedRocksDBStateBackend(true), 1, 0, restored);
    }

    /** One of several subtasks, restored from its part of the state of all subtasks before. */
    static SequenceHarness rescaled(
            SequenceSettings settings, OperatorSubtaskState all, int before, int parallelism, int subtask)
            throws Exception {
        OperatorSubtaskState part = AbstractStreamOperatorTestHarness.repartitionOperatorState(
                all, MAX_PARALLELISM, before, parallelism, subtask);
        return new SequenceHarness(
                FeedbackSettings.defaults(),
                settings,
                new EmbeddedRocksDBStateBackend(true),
                parallelism,
                subtask,
                part);
    }

    void take(ReadPlay read) throws Exception {
        harness.processElement(read, read.play().eventTimeMillis());
    }

    void forget(String user) throws Exception {
        harness.processElement(new StreamRecord<>(ReadPlay.forget(user, 0)));
    }

    void watermark(long millis) throws Exception {
        harness.processWatermark(millis);
    }

    void clock(long millis) throws Exception {
        harness.setProcessingTime(millis);
    }

    int clockTimers() {
        return harness.numProcessingTimeTimers();
    }

    /** What Flink sends when a bounded source is done. */
    void endOfInput() throws Exception {
        harness.processWatermark(Long.MAX_VALUE);
    }

    /** Takes a checkpoint to know: what changed since the one before is in memory only. */
    int stateEntries() throws Exception {
        snapshot(Integer.MAX_VALUE);
        return harness.numKeyedStateEntries();
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    List<TrainingExample> examples() {
        return harness.extractOutputValues();
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        return harness.snapshot(checkpoint, 0);
    }

    /** The accumulators that are not zero. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        harness.getEnvironment().getAccumulatorRegistry().getUserMap().forEach((name, accumulator) -> {
            long value = (Long) accumulator.getLocalValue();
            if (value != 0) {
                counts.put(name, value);
            }
        });
        return counts;
    }

    @Override
    public void close() throws IOException {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IOException("the harness does not close", e);
        }
    }
}
