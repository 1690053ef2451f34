package io.sinestream.job.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sinestream.job.JobDefaults;
import io.sinestream.job.Pipeline;
import io.sinestream.job.embedded.ClusterSettings;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.embedded.LocalCluster;
import io.sinestream.job.embedded.Ports;
import io.sinestream.job.embedded.RunningJob;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.PlayEventSource;
import io.sinestream.job.types.TrainingExampleTypeInfo;
import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The job as far as its sequences, with the embedded run's settings, checkpoints every 10 s included. Each slice ends with
 * one checkpoint more, so that it pays for what it wrote.
 */
final class StageJob implements StageContender {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Ends of slices, told by the task in this JVM. */
    private static final BlockingQueue<Long> ENDS = new LinkedBlockingQueue<>();

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final StageTopic topic;
    private final DataDirectory directory;
    private final LocalCluster cluster;
    private final RunningJob job;

    StageJob(StageRun run) throws Exception {
        String name = "plays-" + run.name();
        directory = DataDirectory.open(Path.of(run.folder(), run.name()));
        Configuration overrides = new Configuration();
        overrides.set(StateBackendOptions.STATE_BACKEND, run.backend());
        cluster = LocalCluster.start(new ClusterSettings(directory, Ports.free(), 1, overrides));
        prefill(run, name + "-users");
        topic = new StageTopic(run.bootstrapServers(), name, run.users(), run.playing());
        StreamExecutionEnvironment environment = cluster.environment(1);
        JobDefaults.applyTo(environment);
        environment.configure(new Configuration()
                .set(
                        StateRecoveryOptions.SAVEPOINT_PATH,
                        directory.newestRecoveryPoint().orElseThrow().toUri().toString())
                .set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM));
        Configuration options = options(run, name);
        DataStream<TrainingExample> examples =
                Pipeline.examples(Pipeline.checked(PlayEventSource.of(environment, options), options), options);
        DataStream<TrainingExample> here =
                run.handsOn() ? examples.keyBy(TrainingExample::target, Types.LONG) : examples;
        here.filter(new EndOfSlice()).sinkTo(new DiscardingSink<>());
        job = cluster.submit(environment);
    }

    private static Configuration options(StageRun run, String topic) {
        Configuration options = new Configuration();
        options.set(KafkaOptions.BOOTSTRAP_SERVERS, run.bootstrapServers());
        options.set(KafkaOptions.PLAY_EVENTS, topic);
        options.set(SequenceOptions.WINDOW, run.window());
        for (String option : run.options().split(",")) {
            String[] keyAndValue = option.split("=", 2);
            options.setString(keyAndValue[0], keyAndValue[1]);
        }
        options.setString(KafkaOptions.CLIENT_PREFIX + "isolation.level", "read_committed");
        return options;
    }

    private void prefill(StageRun run, String topicName) throws Exception {
        Configuration options = options(run, topicName);
        CountDownLatch left = StagePrefill.expect(run.users());
        StreamExecutionEnvironment environment = cluster.environment(1);
        try (StageTopic users = new StageTopic(run.bootstrapServers(), topicName, run.users(), run.users())) {
            users.sendUsers();
            PlayEventSource.of(environment, options)
                    .keyBy(StagePrefill::key, Types.STRING)
                    .process(new StagePrefill(Pipeline.sequences(options)), TrainingExampleTypeInfo.INSTANCE)
                    .uid("user-sequences")
                    .sinkTo(new DiscardingSink<>());
            RunningJob prefill = cluster.submit(environment);
            if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(left.getCount() + " users are not prefilled: "
                        + prefill.snapshot().failure());
            }
            prefill.stopWithSavepoint(false, PATIENCE);
        }
    }

    @Override
    public void prepare(int events) {
        topic.prepare(events);
    }

    @Override
    public Slice run(int events) throws Exception {
        return Slice.of(events, () -> {
            long start = System.nanoTime();
            topic.release();
            Long end = ENDS.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (end == null) {
                throw new IllegalStateException(
                        "no end of the slice: " + job.snapshot().failure());
            }
            checkpoint();
            return end - start;
        });
    }

    private void checkpoint() throws Exception {
        long before = completed();
        HttpRequest request = HttpRequest.newBuilder(jobUri("/checkpoints"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"checkpointType\":\"CONFIGURED\"}"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("no checkpoint: " + answer.body());
        }
        while (completed() == before) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private long completed() throws Exception {
        return checkpoints().at("/counts/completed").asLong();
    }

    private JsonNode checkpoints() throws Exception {
        return json.readTree(
                http.send(HttpRequest.newBuilder(jobUri("/checkpoints")).build(), HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private URI jobUri(String path) throws Exception {
        return cluster.dashboard().resolve("/jobs/" + job.id() + path);
    }

    @Override
    public long checkpointBytes() throws Exception {
        return checkpoints().at("/latest/completed/state_size").asLong();
    }

    @Override
    public void close() throws IOException {
        try (directory;
                cluster;
                topic) {
            // in reverse; the cluster takes the job with it
        }
    }

    /** Tells of the last example of a slice and lets all go on. */
    private static final class EndOfSlice implements FilterFunction<TrainingExample> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean filter(TrainingExample example) {
            if (example.user().equals(StageTopic.END)) {
                ENDS.add(System.nanoTime());
            }
            return true;
        }
    }
}
