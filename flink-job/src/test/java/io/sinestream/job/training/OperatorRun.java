package io.sinestream.job.training;

import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.job.types.Update;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One incarnation of the learner operator on RocksDB. */
final class OperatorRun {
    private static final OutputTag<Update<ItemEmbedding>> ITEMS =
            new OutputTag<>("items", Update.type(ItemEmbeddingCodec::new));
    private static final OutputTag<SineModel> MODELS =
            new OutputTag<>("models", CodecTypeInfo.of(SineModel.class, SineModelCodec::new));

    private final KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness;

    /** @param state to restore; null for none */
    OperatorRun(Configuration options, @Nullable OperatorSubtaskState state) throws Exception {
        this(options, state, 1_700_000_000_000L);
    }

    /** @param startMillis what the clock says when it starts */
    OperatorRun(Configuration options, @Nullable OperatorSubtaskState state, long startMillis) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new LearnerOperator(options, ITEMS, MODELS), TrainingExample::target, Types.LONG);
        // Whole snapshots: without a checkpoint coordinator an increment on a restored one has nothing to refer to.
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
        harness.setProcessingTime(startMillis);
        harness.setup(Update.type(UserSubInterestsCodec::new).createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    /** A replay's options and these on top. */
    static Configuration options(String... keysAndValues) {
        Configuration options = new Configuration();
        options.set(LearnerOptions.LINGER, Duration.ZERO);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            options.setString(keysAndValues[i], keysAndValues[i + 1]);
        }
        return options;
    }

    void take(List<TrainingExample> views) throws Exception {
        for (TrainingExample view : views) {
            harness.processElement(new StreamRecord<>(view));
        }
    }

    void passTime(long millis) throws Exception {
        harness.setProcessingTime(harness.getProcessingTime() + millis);
    }

    OperatorSubtaskState snapshot() throws Exception {
        return harness.snapshot(1, 1);
    }

    /** Updates of the users' topic, in order. */
    List<Update<UserSubInterests>> userUpdates() {
        List<Update<UserSubInterests>> updates = new ArrayList<>();
        for (StreamRecord<? extends Update<UserSubInterests>> record : harness.extractOutputStreamRecords()) {
            updates.add(record.getValue());
        }
        return updates;
    }

    /** Vectors of users, in order. */
    List<UserSubInterests> users() {
        return userUpdates().stream()
                .map(Update::value)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Updates of the items' topic, in order. */
    List<Update<ItemEmbedding>> itemUpdates() {
        ConcurrentLinkedQueue<StreamRecord<Update<ItemEmbedding>>> side = harness.getSideOutput(ITEMS);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    /** How many heads of the model were handed on. */
    int heads() {
        return models().size();
    }

    /** Heads of the model, in order. */
    List<SineModel> models() {
        ConcurrentLinkedQueue<StreamRecord<SineModel>> side = harness.getSideOutput(MODELS);
        return side == null
                ? List.of()
                : side.stream().map(StreamRecord::getValue).toList();
    }

    /** Ends the input and returns the figures of the run's report. */
    Map<String, String> finish() throws Exception {
        harness.endInput();
        Map<?, ?> accumulators =
                harness.getEnvironment().getAccumulatorRegistry().getUserMap();
        LearnerSummary summary = (LearnerSummary) Objects.requireNonNull(accumulators.get(LearnerSummary.NAME));
        crash();
        return summary.getLocalValue();
    }

    /** Ends it as a crash would. */
    void crash() throws Exception {
        harness.close();
    }
}
