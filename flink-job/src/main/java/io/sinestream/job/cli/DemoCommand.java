package io.sinestream.job.cli;

import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.feed.AudienceSimulator;
import io.sinestream.job.feed.FeedThread;
import io.sinestream.job.feed.PlayProducer;
import io.sinestream.job.feed.RecentPlays;
import io.sinestream.job.feed.SimulatorFeed;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.schema.PlayEventCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything at once, fed by a simulated audience. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows the whole path: broker, Flink with its dashboard and job all embedded, fed by a simulated"
                + " audience of short videos; until Ctrl-C or for so many seconds.")
final class DemoCommand implements Callable<Integer> {
    private final Interrupts interrupts;

    @Option(names = "--seconds", paramLabel = "N", description = "Ends after so many seconds (default: at Ctrl-C).")
    long seconds;

    @Option(names = "--rate", paramLabel = "N", description = "Plays per second (default ${DEFAULT-VALUE}).")
    double rate = 300;

    @Option(
            names = "--backlog",
            paramLabel = "SECONDS",
            description = "How much of the audience's past is in the topic when the job starts (default"
                    + " ${DEFAULT-VALUE}); 0 for none.")
    long backlogSeconds = 120;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the dashboard (default: 8081, or a free one when that is taken).")
    int port;

    @Mixin
    EmbeddedOptions common = new EmbeddedOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    DemoCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.of(spec.commandLine().getOut());
        common.check();
        EmbeddedOptions.require(seconds >= 0, "--seconds is " + seconds + ", must be 0 (for ever) or more");
        EmbeddedOptions.require(rate > 0 && rate <= 100_000, "--rate is " + rate + ", allowed is above 0 to 100000");
        EmbeddedOptions.require(
                backlogSeconds >= 0 && backlogSeconds <= 86_400,
                "--backlog is " + backlogSeconds + ", allowed is 0 to 86400 seconds");
        Map<String, String> options = common.jobOptions(Map.of());
        int dashboard = port == 0 ? DashboardPort.usualOrFree(screen) : DashboardPort.of(port);
        Map<String, String> terms = Map.of("command", "demo", "partitions", Integer.toString(common.partitions()));
        return common.inDataDirectory(terms, screen, directory -> run(directory, dashboard, options, screen));
    }

    private int run(DataDirectory directory, int dashboard, Map<String, String> options, Screen screen)
            throws Exception {
        Freshness freshness = new Freshness();
        freshness.countNothing();
        try (EmbeddedRun run =
                EmbeddedRun.start(directory, dashboard, common.parallelism, options, freshness, screen)) {
            common.prometheus.tell(screen);
            Clock clock = Clock.systemUTC();
            AudienceSimulator audience =
                    new AudienceSimulator(common.seed, clock.millis() - backlogSeconds * 1000, rate);
            RecentPlays recent = new RecentPlays();
            SimulatorFeed simulated =
                    new SimulatorFeed(audience, new PlayEventCodec(), common.partitions(), recent, clock);
            PlayProducer producer = new PlayProducer(
                    run.broker().bootstrapServers(), run.options().get(KafkaOptions.PLAY_EVENTS));
            try (FeedThread feed = FeedThread.start(simulated, producer)) {
                screen.say(
                        seconds == 0
                                ? "running until Ctrl-C"
                                : "running for " + seconds + " s, Ctrl-C ends it earlier");
                Watch watch = new Watch(run, feed, 0, interrupts, screen);
                Duration most = seconds == 0 ? Duration.ofDays(36_500) : Duration.ofSeconds(seconds);
                CatchingUp catchingUp = new CatchingUp(simulated, freshness, clock, screen);
                watch.until((progress, elapsed) -> {
                    catchingUp.look(progress.count(Progress.READ));
                    return elapsed.compareTo(most) >= 0;
                });
                feed.stop();
                Duration working = watch.elapsed();
                Progress figures = watch.stop();
                Ending.tell(run, figures, working, watch, common, screen);
                OneUser.show(audience, recent, run.vectors(), screen);
                return SineStream.DONE;
            }
        }
    }

    /** Sees when the job has read what lay in the topic at the start, and lets freshness count from there. */
    private static final class CatchingUp {
        private final SimulatorFeed feed;
        private final Freshness freshness;
        private final Clock clock;
        private final Screen screen;
        private boolean done;

        CatchingUp(SimulatorFeed feed, Freshness freshness, Clock clock, Screen screen) {
            this.feed = feed;
            this.freshness = freshness;
            this.clock = clock;
            this.screen = screen;
        }

        void look(long read) {
            long backlog = feed.backlog();
            if (!done && backlog >= 0 && read >= backlog) {
                done = true;
                freshness.countOnceThrough(clock.millis());
                screen.say(String.format(Locale.ROOT, "caught up with %,d plays of the past, live from here", backlog));
            }
        }
    }
}
