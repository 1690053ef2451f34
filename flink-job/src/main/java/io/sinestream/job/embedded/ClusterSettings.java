package io.sinestream.job.embedded;

import io.sinestream.job.state.SeldomCompacted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBNativeMetricOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.rocksdb.CompressionType;

/**
 * Flink's configuration of an embedded run.
 *
 * @param restPort port of the dashboard
 * @param parallelism how many subtasks each step has
 * @param overrides what the person asked for with {@code -D}; wins over everything here
 */
public record ClusterSettings(DataDirectory directory, int restPort, int parallelism, Configuration overrides) {

    public Configuration toConfiguration() {
        Configuration c = new Configuration();
        cluster(c);
        checkpoints(c);
        recovery(c);
        job(c);
        c.addAll(overrides);
        return c;
    }

    private void cluster(Configuration c) {
        c.set(RestOptions.ADDRESS, "localhost");
        c.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        c.set(RestOptions.PORT, restPort);
        c.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        c.set(WebOptions.SUBMIT_ENABLE, false);
        String log = directory.logs().resolve("sine-stream.log").toString();
        c.set(WebOptions.LOG_PATH, log);
        c.set(TaskManagerOptions.TASK_MANAGER_LOG_PATH, log);
        String scratch = directory.scratch().toString();
        c.setString("io.tmp.dirs", scratch);
        c.set(WebOptions.TMP_DIR, scratch);
        c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        // Accumulators, and with them the live line and the end of a replay, travel with heartbeats.
        c.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofMillis(500));
        c.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(50));
        c.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, Duration.ofSeconds(1));
    }

    private void checkpoints(Configuration c) {
        c.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        c.set(RocksDBNativeMetricOptions.MONITOR_CUR_SIZE_ALL_MEM_TABLE, true);
        c.set(RocksDBNativeMetricOptions.BLOCK_CACHE_USAGE, true);
        c.set(RocksDBConfigurableOptions.USE_BLOOM_FILTER, true);
        c.set(RocksDBConfigurableOptions.COMPRESSION_PER_LEVEL, List.of(CompressionType.NO_COMPRESSION));
        c.set(RocksDBOptions.OPTIONS_FACTORY, SeldomCompacted.class.getName());
        c.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, uri(directory.checkpoints()));
        c.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, uri(directory.savepoints()));
        c.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10);
        // With it on, the savepoint that ends a replay marks its tasks as finished, and a job started from it does
        // nothing.
        c.set(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    }

    /**
     * A run continues from the newest complete checkpoint or savepoint of its folder and does not claim it: its own first
     * checkpoint is a full one, nothing it writes refers to files of an earlier run, and whatever ends it, the point it
     * started from stays until a newer one is complete. The next start then {@linkplain RecoveryPoint drops} the old one.
     */
    private void recovery(Configuration c) {
        directory.newestRecoveryPoint().ifPresent(path -> {
            c.set(StateRecoveryOptions.SAVEPOINT_PATH, uri(path));
            c.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.NO_CLAIM);
        });
    }

    private static void job(Configuration c) {
        c.set(PipelineOptions.MAX_PARALLELISM, 128);
        // Gives up only on a job that cannot live: a minute without a failure starts the count again.
        c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(500));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(5));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, Duration.ofMinutes(1));
        c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, 12);
    }

    private static String uri(Path path) {
        return path.toUri().toString();
    }
}
