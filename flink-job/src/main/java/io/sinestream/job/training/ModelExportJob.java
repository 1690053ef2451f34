package io.sinestream.job.training;

import io.sinestream.model.sine.UnusableModelException;
import java.nio.file.Path;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.ExceptionUtils;

/**
 * Writes the model that a checkpoint or savepoint of the job holds to a folder: a bounded job in this process, which restores
 * the learner's state alone and leaves the rest of it, and all files, as they are.
 */
public final class ModelExportJob {
    private ModelExportJob() {}

    /**
     * Runs the export.
     *
     * @param state folder of a checkpoint or savepoint
     * @param out folder to be created
     * @throws UnusableModelException when there is no sound learner in the state, or something in the folder
     */
    public static void run(String state, Path out) throws Exception {
        Configuration settings = new Configuration();
        settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, state);
        settings.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        settings.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, settings);
        env.fromSequence(0, 0)
                .filter(n -> false)
                .keyBy(n -> n, Types.LONG)
                .transform("export", Types.LONG, new ExportOperator(out.toAbsolutePath()))
                .uid(LearnerOperator.UID)
                .sinkTo(new DiscardingSink<>());
        try {
            env.execute("SineStream export");
        } catch (Exception e) {
            throw ExceptionUtils.findThrowable(e, UnusableModelException.class)
                    .<Exception>map(cause -> new UnusableModelException(String.valueOf(cause.getMessage()), e))
                    .orElse(e);
        }
    }
}
