package io.sinestream.job.cli;

import io.sinestream.job.JobOptions;
import io.sinestream.job.SineStreamJob;
import io.sinestream.job.embedded.ClusterSettings;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.embedded.KafkaBroker;
import io.sinestream.job.embedded.LocalCluster;
import io.sinestream.job.embedded.RunningJob;
import io.sinestream.job.kafka.JobTopics;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.RegistryOptions;
import io.sinestream.schema.feed.FeedOptions;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Broker, cluster and job, all started and all closed together. */
final class EmbeddedRun implements Closeable {
    private final KafkaBroker broker;
    private final LocalCluster cluster;
    private final RunningJob job;
    private final Configuration options;
    private final Freshness freshness;
    private final PublishedVectors vectors;
    private final Optional<Path> resumedFrom;

    private EmbeddedRun(
            KafkaBroker broker,
            LocalCluster cluster,
            RunningJob job,
            Configuration options,
            Freshness freshness,
            PublishedVectors vectors,
            Optional<Path> resumedFrom) {
        this.broker = broker;
        this.cluster = cluster;
        this.job = job;
        this.options = options;
        this.freshness = freshness;
        this.vectors = vectors;
        this.resumedFrom = resumedFrom;
    }

    /**
     * @param given options of the job and of Flink, as the person gave them
     * @param freshness gets what a reader of the vectors measures
     */
    static EmbeddedRun start(
            DataDirectory directory,
            int dashboardPort,
            int parallelism,
            Map<String, String> given,
            Freshness freshness,
            Screen screen)
            throws Exception {
        Configuration options = Configuration.fromMap(given);
        JobOptions.validate(options);
        LearnedSwitches.require(directory, options);
        screen.say("starting a Kafka broker");
        KafkaBroker broker =
                KafkaBroker.start(directory.broker(), directory.logs().resolve("broker.log"));
        try {
            Configuration job = new Configuration(options);
            job.set(KafkaOptions.BOOTSTRAP_SERVERS, broker.bootstrapServers());
            JobTopics.create(job);
            screen.say("  it listens on " + broker.bootstrapServers());
            screen.say("starting a Flink cluster");
            ClusterSettings settings = new ClusterSettings(
                    directory, dashboardPort, parallelism, KafkaOptions.withoutClientOptions(options));
            LocalCluster cluster = LocalCluster.start(settings);
            try {
                return start(directory, broker, cluster, parallelism, job, freshness, screen);
            } catch (Exception e) {
                cluster.close();
                throw e;
            }
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    private static EmbeddedRun start(
            DataDirectory directory,
            KafkaBroker broker,
            LocalCluster cluster,
            int parallelism,
            Configuration options,
            Freshness freshness,
            Screen screen)
            throws Exception {
        Optional<Path> recovery = directory.newestRecoveryPoint();
        StreamExecutionEnvironment environment = cluster.environment(parallelism);
        SineStreamJob.define(environment, options);
        FeedOptions feed = FeedOptions.of(broker.bootstrapServers()).withTopics(JobTopics.names(options));
        PublishedVectors vectors =
                PublishedVectors.read(RegistryOptions.following(feed, options), freshness, Clock.systemUTC());
        try {
            RunningJob job = cluster.submit(environment);
            screen.say("  the dashboard is at " + cluster.dashboard());
            recovery.ifPresent(path -> screen.say("  continuing from " + path));
            return new EmbeddedRun(broker, cluster, job, options, freshness, vectors, recovery);
        } catch (Exception e) {
            vectors.close();
            throw e;
        }
    }

    KafkaBroker broker() {
        return broker;
    }

    RunningJob job() {
        return job;
    }

    Configuration options() {
        return options;
    }

    Freshness freshness() {
        return freshness;
    }

    PublishedVectors vectors() {
        return vectors;
    }

    Optional<Path> resumedFrom() {
        return resumedFrom;
    }

    URI dashboard() throws Exception {
        return cluster.dashboard();
    }

    @Override
    public void close() throws IOException {
        try (broker;
                cluster;
                vectors) {
            // in reverse: the reader of the vectors, the cluster, the broker
        }
    }
}
