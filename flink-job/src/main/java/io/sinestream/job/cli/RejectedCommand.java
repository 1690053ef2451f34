package io.sinestream.job.cli;

import io.sinestream.job.JobOptions;
import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.kafka.KafkaOptions;
import io.sinestream.job.rejected.RejectedTopic;
import io.sinestream.schema.RejectReason;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What could not be used: how much, why, what it looks like, and once that is repaired, the same again. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        description =
                "Counts rejected plays by reason, shows samples, and sends those of a reason to their topic again.")
final class RejectedCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 1000;
    private static final int MOST_TIMES = 1000;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            required = true,
            description = "Kafka's addresses.")
    String servers = "";

    @Option(
            names = "--topic",
            paramLabel = "NAME",
            description = "Topic of the rejected plays (default: kafka.topic.play-events-rejected).")
    @Nullable String topic;

    @Option(names = "--reason", paramLabel = "REASON", description = "Only this one of ${COMPLETION-CANDIDATES}.")
    @Nullable RejectReason reason;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Shows the last N plays of each reason (default ${DEFAULT-VALUE}).")
    int samples = 1;

    @Option(
            names = "--redrive",
            description =
                    "Sends the plays of --reason to the topic they came from, with key, value and headers as they were. What"
                            + " was sent before is left out.")
    boolean redrive;

    @Option(names = "--again", description = "With --redrive: sends what was sent before too.")
    boolean again;

    @Option(
            names = "--times",
            paramLabel = "N",
            description = "With --redrive: a play that came back that often is left out (default ${DEFAULT-VALUE}).")
    int times = 3;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Sets an option, as in -D kafka.client.security.protocol=SSL.")
    Map<String, String> options = new LinkedHashMap<>();

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        EmbeddedOptions.require(
                samples >= 0 && samples <= MOST_SAMPLES,
                "--samples is " + samples + ", allowed is 0 to " + MOST_SAMPLES);
        EmbeddedOptions.require(
                times >= 1 && times <= MOST_TIMES, "--times is " + times + ", allowed is 1 to " + MOST_TIMES);
        EmbeddedOptions.require(redrive || !again, "--again says nothing without --redrive: add it");
        Configuration config = Configuration.fromMap(options);
        config.set(KafkaOptions.BOOTSTRAP_SERVERS, servers);
        JobOptions.validate(config);
        String name = topic == null ? config.get(KafkaOptions.REJECTED) : topic;
        try (RejectedTopic rejected = new RejectedTopic(KafkaOptions.clientProperties(config), name)) {
            EmbeddedOptions.require(
                    rejected.exists(), "--topic " + name + " does not exist on " + servers + ": give its name");
            if (redrive) {
                redrive(rejected);
            } else {
                show(name, rejected.summary(reason, samples));
            }
        }
        return SineStream.DONE;
    }

    private void redrive(RejectedTopic rejected) {
        RejectReason chosen = reason;
        if (chosen == null) {
            throw new BadUsageException("--redrive needs --reason: say which rejections have been repaired");
        }
        RejectedTopic.Redrive done = rejected.redrive(chosen, again, times);
        out().println(String.format(
                Locale.ROOT, "sent %,d plays again, left out %,d that were sent before", done.sent(), done.before()));
        if (done.inVain() > 0) {
            out().println(String.format(
                    Locale.ROOT,
                    "left out %,d that came back %d times: --times sends them once more",
                    done.inVain(),
                    times));
        }
    }

    private void show(String name, List<String> lines) {
        out().println(lines.isEmpty() ? name + " has no rejected plays" : name + ":");
        lines.forEach(out()::println);
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }
}
