package io.sinestream.job.embedded;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A real Flink cluster inside this process, with its dashboard. */
public final class LocalCluster implements AutoCloseable {
    private static final long CLOSE_SECONDS = 30;

    private final MiniCluster cluster;
    private final Configuration configuration;

    private LocalCluster(MiniCluster cluster, Configuration configuration) {
        this.cluster = cluster;
        this.configuration = configuration;
    }

    public static LocalCluster start(ClusterSettings settings) throws Exception {
        Configuration configuration = settings.toConfiguration();
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(settings.parallelism())
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
        return new LocalCluster(cluster, configuration);
    }

    /** An environment with this cluster's settings; define a job in it and {@link #submit} it. */
    public StreamExecutionEnvironment environment(int parallelism) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
        environment.setParallelism(parallelism);
        return environment;
    }

    /** Starts the job; the returned handle says how it fares. */
    public RunningJob submit(StreamExecutionEnvironment environment) throws Exception {
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("SineStream");
        JobID id = cluster.submitJob(graph).get().getJobID();
        return new RunningJob(cluster, id);
    }

    public URI dashboard() throws Exception {
        return cluster.getRestAddress().get(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        try {
            cluster.closeAsync().get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the local cluster did not close", e);
        }
    }
}
