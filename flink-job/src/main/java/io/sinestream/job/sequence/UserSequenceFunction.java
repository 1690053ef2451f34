package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.Feedback;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Labels the plays of each user and emits a training example for every effective view. Keyed by user. */
public final class UserSequenceFunction extends KeyedProcessFunction<String, ReadPlay, TrainingExample>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final FeedbackSettings feedbackSettings;
    private final SequenceSettings sequenceSettings;

    private transient PlayLabeler labeler;
    private transient UserSequence sequence;
    private transient ExactCounts counts;
    private transient ValueState<byte[]> recent;
    private transient OlderViews.Store older;

    /** The transient fields are filled by {@link #initializeState}, on the task. */
    @SuppressWarnings("NullAway.Init")
    public UserSequenceFunction(FeedbackSettings feedbackSettings, SequenceSettings sequenceSettings) {
        this.feedbackSettings = feedbackSettings;
        this.sequenceSettings = sequenceSettings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new ExactCounts(context.getOperatorStateStore());
        counts.show(getRuntimeContext());
        labeler = new PlayLabeler(feedbackSettings);
        sequence = new UserSequence(sequenceSettings, labeler.ruleId(), counts);
        recent = bytes(context.getKeyedStateStore(), "recent");
        older = new StateStore(bytes(context.getKeyedStateStore(), "older"));
    }

    private static ValueState<byte[]> bytes(KeyedStateStore store, String name) {
        return store.getState(new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(ReadPlay read, Context context, Collector<TrainingExample> out) throws Exception {
        sequence.open(recent.value());
        if (sequence.isDuplicate(read.play())) {
            return;
        }
        Feedback feedback = labeler.label(read.play());
        TrainingExample example = sequence.accept(read, feedback, older);
        recent.update(sequence.toBytes());
        if (example != null) {
            out.collect(example);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }

    private record StateStore(ValueState<byte[]> state) implements OlderViews.Store {
        @Override
        public byte @Nullable [] read() {
            try {
                return state.value();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(byte[] bytes) {
            try {
                state.update(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
