package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.feed.FeedLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code demo} and {@code replay} have in common. */
final class EmbeddedOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder for the broker's log and the checkpoints; a run with the same folder continues from"
                    + " there. Default: a temporary one, deleted at the end.")
    @Nullable Path dataDir;

    @Option(names = "--report", paramLabel = "FILE", description = "Writes a JSON report there at the end.")
    @Nullable Path report;

    @Option(
            names = "--report-html",
            paramLabel = "FILE",
            description = "Writes a page with plots of quality, throughput, freshness and labels over the run there at"
                    + " the end.")
    @Nullable Path reportHtml;

    @Option(
            names = "--dump-scores",
            paramLabel = "FILE",
            description = "Writes every tested instance there as CSV: event, user, candidate, 1 for the target or 0,"
                    + " score, model version.")
    @Nullable Path dumpScores;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks of the source and the user sequences (default ${DEFAULT-VALUE}); with more than one"
                    + " the order of events, and so the model's bits, differ from run to run.")
    int parallelism = 1;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics (default: as many as the parallelism).")
    int partitions;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Sets an option of the job or of Flink, as in -D model.lambda2=0.")
    Map<String, String> options = new LinkedHashMap<>();

    @Mixin
    StartingModel model = new StartingModel();

    @Mixin
    PrometheusPort prometheus = new PrometheusPort();

    int partitions() {
        return partitions == 0 ? parallelism : partitions;
    }

    /** What a command does in its data directory; returns the exit code. */
    interface Work {
        int in(DataDirectory directory) throws Exception;
    }

    /**
     * Takes the data directory over, logs into it, and does the work.
     *
     * @param fedWith terms that a run continuing in this directory must share
     */
    int inDataDirectory(Map<String, String> fedWith, Screen screen, Work work) throws Exception {
        try (DataDirectory directory = dataDir == null ? DataDirectory.temporary() : DataDirectory.open(dataDir)) {
            screen.say("logging to " + Logging.into(directory.logs()));
            FeedLedger.require(directory.feed(), fedWith);
            try {
                return work.in(directory);
            } catch (Exception e) {
                if (!SineStream.isBadUsage(e)) {
                    directory.keepLogs();
                }
                throw e;
            }
        }
    }

    /** Looks at everything that can be wrong before anything is started. */
    void check() {
        require(parallelism >= 1 && parallelism <= 64, "--parallelism is " + parallelism + ", allowed is 1 to 64");
        require(partitions() >= 1 && partitions() <= 1000, "--partitions is " + partitions + ", allowed is 1 to 1000");
        require(
                partitions() >= parallelism,
                "--partitions is " + partitions + " and --parallelism " + parallelism
                        + ": some subtasks would have nothing to read, raise the one or lower the other");
        prometheus.check();
        requireWritable("--report", report);
        requireWritable("--report-html", reportHtml);
        requireWritable("--dump-scores", dumpScores);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadUsageException(message);
        }
    }

    private static void requireWritable(String option, @Nullable Path file) {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        require(
                folder != null && Files.isWritable(folder) && !Files.isDirectory(file),
                option + " " + file + " cannot be written: give a file in a folder that exists and is writable");
    }

    /** The job's options; the person's own win over the command's. */
    Map<String, String> jobOptions(Map<String, String> ofTheCommand) {
        Map<String, String> all = new LinkedHashMap<>(ofTheCommand);
        all.put("learner.seed", Long.toString(seed));
        all.put("kafka.topic.partitions", Integer.toString(partitions()));
        all.put("kafka.topic.replication", "1");
        all.put("kafka.topic.keep-everything", "true");
        if (dumpScores != null) {
            all.put("learner.dump-scores", dumpScores.toAbsolutePath().toString());
        }
        all.putAll(options);
        model.addTo(all);
        prometheus.addTo(all);
        return all;
    }
}
