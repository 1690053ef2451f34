package io.sinestream.job;

import io.sinestream.job.kafka.JobTopics;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.KafkaSinks;
import io.sinestream.job.kafka.PlayEventSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The job: builds the Kafka ends, lays the pipeline between them and runs it. */
public final class SineStreamJob {
    private static final Logger LOG = LoggerFactory.getLogger(SineStreamJob.class);
    private static final String NAME = "SineStream";

    private SineStreamJob() {}

    /** Runs on the cluster it is submitted to; arguments are options, as in {@code --kafka.bootstrap.servers host:port}. */
    public static void main(String[] args) throws Exception {
        Configuration options = ParameterTool.fromArgs(args).getConfiguration();
        prepare(options, StreamExecutionEnvironment.getExecutionEnvironment(KafkaOptions.withoutClientOptions(options)))
                .execute(NAME);
    }

    /** Submits the job to the cluster that the options name, by default one inside this process, and returns at once. */
    public static JobClient submit(Configuration options) throws Exception {
        Configuration known = KafkaOptions.withoutClientOptions(options);
        // Outside `flink run` Flink's own choice is always a cluster inside this process, whatever the target says.
        StreamExecutionEnvironment env = options.contains(DeploymentOptions.TARGET)
                ? new StreamExecutionEnvironment(known)
                : StreamExecutionEnvironment.getExecutionEnvironment(known);
        return prepare(options, env).executeAsync(NAME);
    }

    private static StreamExecutionEnvironment prepare(Configuration options, StreamExecutionEnvironment env)
            throws InterruptedException {
        JobOptions.validate(options);
        JobTopics.create(options);
        define(env, options);
        return env;
    }

    /** Lays the whole job, Kafka ends included; the topics must exist. */
    public static void define(StreamExecutionEnvironment env, Configuration options) {
        LOG.info(
                "SineStream reads {} at {} and publishes {}, {} and {}; rejected plays go to {}. Options given: {}",
                options.get(KafkaOptions.PLAY_EVENTS),
                options.get(KafkaOptions.BOOTSTRAP_SERVERS),
                options.get(KafkaOptions.USERS),
                options.get(KafkaOptions.ITEMS),
                options.get(KafkaOptions.MODELS),
                options.get(KafkaOptions.REJECTED),
                JobOptions.given(options));
        JobDefaults.applyTo(env);
        Pipeline.define(
                PlayEventSource.of(env, options), KafkaOptions.withoutClientOptions(options), new KafkaSinks(options));
    }
}
