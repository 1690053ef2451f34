package io.sinestream.job.cli;

import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.feed.FeedThread;
import io.sinestream.job.feed.LogFeeder;
import io.sinestream.job.feed.LogFiles;
import io.sinestream.job.feed.PlayProducer;
import io.sinestream.job.feed.TopicEnds;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.schema.PlayEventCodec;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns from a log, once through, and ends. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Learns from a log of plays: broker, Flink and job all embedded, the log fed in order, original event"
                        + " times kept. Ends by itself; with the same files, seed and one partition the model has the same bits.")
final class ReplayCommand implements Callable<Integer> {
    private final Interrupts interrupts;

    @Mixin
    LogOptions read = new LogOptions();

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How much faster than the log's own time (default: as fast as possible).")
    double speed = Double.POSITIVE_INFINITY;

    @Option(names = "--port", paramLabel = "N", description = "Port of the dashboard (default: a free one).")
    int port;

    @Mixin
    EmbeddedOptions common = new EmbeddedOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    ReplayCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.of(spec.commandLine().getOut());
        common.check();
        EmbeddedOptions.require(speed > 0, "--speed is " + speed + ", must be above 0: 1 is the log's own time");
        Map<String, String> options = common.jobOptions(
                Map.of("learner.linger", "0 ms", "check.accept-ancient", "true", "sequence.watermarks", "false"));
        int dashboard = DashboardPort.of(port);
        LogFiles log = read.open(screen);
        return common.inDataDirectory(terms(log), screen, directory -> run(directory, dashboard, options, log, screen));
    }

    private int run(DataDirectory directory, int dashboard, Map<String, String> options, LogFiles log, Screen screen)
            throws Exception {
        try (EmbeddedRun run =
                EmbeddedRun.start(directory, dashboard, common.parallelism, options, new Freshness(), screen)) {
            common.prometheus.tell(screen);
            String servers = run.broker().bootstrapServers();
            String topic = run.options().get(KafkaOptions.PLAY_EVENTS);
            long[] there = TopicEnds.of(servers, topic);
            LogFeeder feeder = new LogFeeder(log, new PlayEventCodec(), there, speed);
            try (FeedThread feed = FeedThread.start(feeder, new PlayProducer(servers, topic))) {
                Watch watch = new Watch(run, feed, log.rows(), interrupts, screen);
                Watch.End end = (progress, elapsed) ->
                        feed.isDone() && progress.snapshot().working() && progress.count(Progress.READ) >= log.rows();
                boolean finished = watch.until(end);
                Progress figures = finished ? watch.drain(end) : watch.stop();
                Ending.tell(run, figures, watch.elapsed(), watch, common, screen);
                return finished ? SineStream.DONE : SineStream.INTERRUPTED;
            }
        }
    }

    private Map<String, String> terms(LogFiles log) {
        Map<String, String> terms = read.terms(log);
        terms.put("command", "replay");
        terms.put("partitions", Integer.toString(common.partitions()));
        return terms;
    }
}
