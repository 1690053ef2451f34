package io.sinestream.job.training;

import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.UnusableModelException;
import java.nio.file.Path;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Takes the place of {@link LearnerOperator} in a job that only restores its state, and writes the model to a folder. */
final class ExportOperator extends AbstractStreamOperator<Long> implements OneInputStreamOperator<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final String folder;

    ExportOperator(Path folder) {
        this.folder = folder.toString();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        try (SineLearner learner = new KeyedLearnerState(
                        context,
                        getKeyedStateBackend(),
                        getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks())
                .load()) {
            if (learner == null) {
                throw new UnusableModelException(
                        "the checkpoint or savepoint has no learner: give one of the SineStream job");
            }
            learner.export(Path.of(folder));
        }
    }

    @Override
    public void processElement(StreamRecord<Long> element) {
        throw new IllegalStateException("an export has no input");
    }
}
