package io.sinestream.job.cli;

import io.sinestream.job.JobOptions;
import io.sinestream.job.feed.LogFiles;
import io.sinestream.model.sine.ModelFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns a model from a log in several passes, to start a run from. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Learns from a log of plays offline, as often through as wanted, and writes the model to a folder"
                        + " that --model of the other commands starts from. The same code as in the job, without broker and Flink.")
final class TrainCommand implements Callable<Integer> {
    private static final int MOST_EPOCHS = 1000;

    private final Interrupts interrupts;

    @Mixin
    LogOptions log = new LogOptions();

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the log (default ${DEFAULT-VALUE}).")
    int epochs = 1;

    @Option(names = "--model", paramLabel = "OUT", required = true, description = "Folder to be created.")
    Path model = Path.of("");

    @Option(names = "--seed", paramLabel = "N", description = "Seed of everything random (default ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "-D", paramLabel = "KEY=VALUE", description = "Sets an option of the job, as in -D model.width=64.")
    Map<String, String> options = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    TrainCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.of(spec.commandLine().getOut());
        EmbeddedOptions.require(
                epochs >= 1 && epochs <= MOST_EPOCHS, "--epochs is " + epochs + ", allowed is 1 to " + MOST_EPOCHS);
        Configuration settings = settings();
        ModelFolder.create(model);
        LogFiles files = log.open(screen);
        try (OfflineTraining training = new OfflineTraining(files, settings, interrupts, Clock.systemUTC())) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                OfflineTraining.Pass pass = training.pass(epoch);
                if (interrupts.wasAsked()) {
                    screen.say("stopped in epoch " + epoch + ", nothing is written");
                    return SineStream.INTERRUPTED;
                }
                screen.say(String.format(Locale.ROOT, "epoch %d: %s", epoch, pass));
            }
            screen.say(training.write(model));
        }
        return SineStream.DONE;
    }

    private Configuration settings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("learner.seed", Long.toString(seed));
        all.put("check.accept-ancient", "true");
        all.putAll(options);
        Configuration settings = Configuration.fromMap(all);
        JobOptions.validate(settings);
        return settings;
    }
}
