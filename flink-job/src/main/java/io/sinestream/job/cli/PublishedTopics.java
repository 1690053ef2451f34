package io.sinestream.job.cli;

import io.sinestream.job.JobOptions;
import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.kafka.JobTopics;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.RegistryOptions;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.feed.FeedOptions;
import io.sinestream.schema.feed.SubInterestFeed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Option;

/** Where {@code rank} and {@code why} read, and of whom: any broker, a running demo's too. */
final class PublishedTopics {
    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Kafka's addresses; a demo says on which one its broker listens.")
    String servers = "";

    @Option(names = "--user", paramLabel = "ID", required = true, description = "The user.")
    String user = "";

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long reading the topics may take (default ${DEFAULT-VALUE}).")
    int waitSeconds = 120;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, as in -D kafka.client.security.protocol=SSL.")
    Map<String, String> options = new LinkedHashMap<>();

    /** The options, checked. */
    Configuration config() {
        EmbeddedOptions.require(
                waitSeconds >= 1 && waitSeconds <= 86_400, "--wait is " + waitSeconds + ", allowed is 1 to 86400");
        Configuration config = Configuration.fromMap(options);
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, servers);
        JobOptions.validate(config);
        return config;
    }

    /** A feed of this user and all items, begun. */
    SubInterestFeed follow(Configuration config) {
        Properties client = KafkaOptions.clientProperties(config);
        Map<String, String> settings =
                client.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, client::getProperty));
        FeedOptions feed = FeedOptions.of(servers)
                .withClient(settings)
                .withTopics(JobTopics.names(config))
                .withHeldUsers(user::equals);
        return SubInterestFeed.start(RegistryOptions.following(feed, config));
    }

    /**
     * The user's newest vectors, once the feed has read what there is.
     *
     * @throws BadUsageException when the topics cannot be read in time, or have nobody of this name
     */
    UserSubInterests awaitUser(SubInterestFeed feed) throws InterruptedException {
        if (!feed.awaitCaughtUp(Duration.ofSeconds(waitSeconds))) {
            throw new BadUsageException("--bootstrap-servers " + servers + " did not give all of the topics within "
                    + waitSeconds + " s: check address and topic names, or raise --wait");
        }
        UserSubInterests vectors = feed.state()
                .user(user)
                .orElseThrow(() -> new BadUsageException("--user " + user
                        + " has no published vectors: check the id; they come with the user's first effective view"));
        if (feed.state().model().isEmpty()) {
            throw new BadUsageException("--bootstrap-servers " + servers
                    + " has vectors but no model record yet: without it nothing can be scored, try again later");
        }
        return vectors;
    }
}
