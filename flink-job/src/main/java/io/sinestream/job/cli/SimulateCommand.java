package io.sinestream.job.cli;

import io.sinestream.job.JobOptions;
import io.sinestream.job.feed.AudienceSimulator;
import io.sinestream.job.feed.FeedThread;
import io.sinestream.job.feed.PlayProducer;
import io.sinestream.job.feed.RecentPlays;
import io.sinestream.job.feed.SimulatorFeed;
import io.sinestream.job.kafka.JobTopics;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.kafka.RegistryOptions;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo's audience in front of a Kafka of one's own, to see a deployment at work before real plays go there. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description =
                "Sends a simulated audience's plays to a Kafka that is there, until Ctrl-C or for so many seconds."
                        + " Missing topics are created as the job would.")
final class SimulateCommand implements Callable<Integer> {
    private static final Duration GLANCE = Duration.ofSeconds(1);
    private static final Duration LINE = Duration.ofSeconds(30);
    private static final long ANSWER_SECONDS = 60;

    private final Interrupts interrupts;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Kafka's addresses.")
    String servers = "";

    @Option(names = "--seconds", paramLabel = "N", description = "Ends after so many seconds (default: at Ctrl-C).")
    long seconds;

    @Option(names = "--rate", paramLabel = "N", description = "Plays per second (default ${DEFAULT-VALUE}).")
    double rate = 300;

    @Option(
            names = "--backlog",
            paramLabel = "SECONDS",
            description = "How much of the audience's past is sent first (default ${DEFAULT-VALUE}).")
    long backlogSeconds;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the audience (default ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, as in -D kafka.client-file=FILE or -D kafka.topic.play-events=NAME.")
    Map<String, String> options = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    SimulateCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        EmbeddedOptions.require(seconds >= 0, "--seconds is " + seconds + ", must be 0 (for ever) or more");
        EmbeddedOptions.require(rate > 0 && rate <= 100_000, "--rate is " + rate + ", allowed is above 0 to 100000");
        EmbeddedOptions.require(
                backlogSeconds >= 0 && backlogSeconds <= 86_400,
                "--backlog is " + backlogSeconds + ", allowed is 0 to 86400 seconds");
        Configuration config = Configuration.fromMap(options);
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, servers);
        JobOptions.validate(config);
        Screen screen = Screen.of(spec.commandLine().getOut());
        JobTopics.create(config);
        Properties client = KafkaOptions.clientProperties(config);
        String topic = config.get(KafkaOptions.PLAY_EVENTS);
        int partitions = partitions(client, topic);
        Clock clock = Clock.systemUTC();
        AudienceSimulator audience = new AudienceSimulator(seed, clock.millis() - backlogSeconds * 1000, rate);
        SimulatorFeed simulated =
                new SimulatorFeed(audience, RegistryOptions.playEvents(config), partitions, new RecentPlays(), clock);
        try (FeedThread feed = FeedThread.start(simulated, new PlayProducer(client, topic))) {
            screen.say("sending plays to " + topic + " on " + servers + ", "
                    + (seconds == 0 ? "until Ctrl-C" : "for " + seconds + " s"));
            watch(feed, simulated, screen);
        }
        screen.say(sent(simulated));
        return SineStream.DONE;
    }

    private void watch(FeedThread feed, SimulatorFeed simulated, Screen screen)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Duration most = seconds == 0 ? Duration.ofDays(36_500) : Duration.ofSeconds(seconds);
        Duration nextLine = LINE;
        Duration elapsed = Duration.ZERO;
        while (elapsed.compareTo(most) < 0 && !interrupts.await(GLANCE)) {
            @Nullable Exception failure = feed.failure();
            if (failure != null) {
                throw new IOException("sending plays failed: " + failure.getMessage(), failure);
            }
            elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (elapsed.compareTo(nextLine) >= 0) {
                screen.say(sent(simulated));
                nextLine = nextLine.plus(LINE);
            }
        }
        feed.stop();
    }

    private static String sent(SimulatorFeed simulated) {
        return String.format(Locale.ROOT, "%,d plays sent", simulated.sent());
    }

    private static int partitions(Properties client, String topic) throws Exception {
        try (Admin admin = Admin.create(client)) {
            return admin
                    .describeTopics(List.of(topic))
                    .allTopicNames()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum();
        }
    }
}
