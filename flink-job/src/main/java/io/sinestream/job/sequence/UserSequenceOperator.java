package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.state.SeldomCompacted;
import io.sinestream.model.TrainingExample;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.graph.StreamConfig;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.StreamTask;

/**
 * Hosts {@link UserSequenceFunction}. It is an operator and not the function alone because keyed state of users other than a
 * record's own is written: at checkpoints, ahead of them, and when a user leaves {@linkplain HeldSequences memory}.
 */
public final class UserSequenceOperator extends KeyedProcessOperator<String, ReadPlay, TrainingExample> {
    private static final long serialVersionUID = 1L;

    private final UserSequenceFunction function;
    private final SequenceSettings sequences;
    private transient int room;

    public UserSequenceOperator(FeedbackSettings feedback, SequenceSettings sequences) {
        this(new UserSequenceFunction(feedback, sequences), sequences);
    }

    private UserSequenceOperator(UserSequenceFunction function, SequenceSettings sequences) {
        super(function);
        this.function = function;
        this.sequences = sequences;
    }

    @Override
    protected void setup(
            StreamTask<?, ?> containingTask, StreamConfig config, Output<StreamRecord<TrainingExample>> output) {
        Environment task = containingTask.getEnvironment();
        room = RoomForUsers.in(task.getTaskManagerInfo(), sequences);
        // Users who played are written whole; where most are away, most of the state stays as it is.
        SeldomCompacted.readHere(RoomForUsers.isForMostOf(restoredBytes(task, config), room, sequences));
        super.setup(containingTask, config, output);
    }

    private static long restoredBytes(Environment task, StreamConfig config) {
        return task
                .getTaskStateManager()
                .prioritizedOperatorState(config.getOperatorID())
                .getPrioritizedManagedKeyedState()
                .stream()
                .mapToLong(StateObjectCollection::getStateSize)
                .max()
                .orElse(0);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        function.inside(this::setCurrentKey, room, getProcessingTimeService()::getCurrentProcessingTime);
        super.initializeState(context);
        SeldomCompacted.notReadHere();
    }
}
