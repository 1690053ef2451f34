package io.sinestream.job.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedThrowable;
import org.apache.flink.util.SerializedValue;
import org.jspecify.annotations.Nullable;

/** A job of the local cluster: its state, its counts, its orderly end. */
public final class RunningJob {
    private static final long ANSWER_SECONDS = 60;

    private final MiniCluster cluster;
    private final JobID id;

    RunningJob(MiniCluster cluster, JobID id) {
        this.cluster = cluster;
        this.id = id;
    }

    /**
     * What a job looks like at a moment.
     *
     * @param working whether every task is up: a job that is still restoring some takes no savepoint
     * @param accumulators by name, as of the last heartbeat; final ones once the job has ended
     * @param failure the newest failure in one line, also of a job that recovered from it; null when there was none
     */
    public record Snapshot(
            JobStatus status, boolean working, Map<String, Object> accumulators, @Nullable String failure) {
        /** The value of a counter, 0 before its first report. */
        public long count(String name) {
            return accumulators.get(name) instanceof Long count ? count : 0;
        }

        public boolean hasEnded() {
            return status.isGloballyTerminalState();
        }
    }

    public JobID id() {
        return id;
    }

    public Snapshot snapshot() throws Exception {
        AccessExecutionGraph graph = cluster.getExecutionGraph(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        Map<String, Object> values = new TreeMap<>();
        for (Map.Entry<String, SerializedValue<OptionalFailure<Object>>> entry :
                graph.getAccumulatorsSerialized().entrySet()) {
            OptionalFailure<Object> value =
                    entry.getValue().deserializeValue(getClass().getClassLoader());
            if (!value.isFailure()) {
                values.put(entry.getKey(), value.getUnchecked());
            }
        }
        return new Snapshot(graph.getState(), isWorking(graph), values, oneLine(graph.getFailureInfo()));
    }

    private static boolean isWorking(AccessExecutionGraph graph) {
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return graph.getState() == JobStatus.RUNNING;
    }

    private @Nullable String oneLine(@Nullable ErrorInfo failure) {
        if (failure == null) {
            return null;
        }
        Throwable cause = failure.getException().deserializeError(getClass().getClassLoader());
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        // A class that only the task knows arrives as its name and message in one.
        return cause instanceof SerializedThrowable ? message : cause.getClass().getSimpleName() + ": " + message;
    }

    /**
     * Ends the job behind a savepoint in the data directory.
     *
     * @param drain whether the input is at its end, so that operators finish what waits for more of it
     */
    public void stopWithSavepoint(boolean drain, Duration patience) throws IOException, InterruptedException {
        try {
            cluster.stopWithSavepoint(id, null, drain, SavepointFormatType.NATIVE)
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            cluster.requestJobResult(id).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the job took no savepoint: " + ExceptionUtils.stripExecutionException(e), e);
        }
    }

    /** Ends the job at once; its last checkpoint stays. */
    public void cancel() throws IOException, InterruptedException {
        try {
            cluster.cancelJob(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            cluster.requestJobResult(id).get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the job could not be cancelled: " + ExceptionUtils.stripExecutionException(e), e);
        }
    }
}
