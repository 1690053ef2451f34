package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import io.sinestream.model.sine.ModelManifest;
import io.sinestream.model.sine.SineSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.apache.flink.configuration.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The model that a run starts from. */
final class StartingModel {
    @Option(
            names = "--model",
            paramLabel = "DIR",
            description = "Starts from the model in this folder, as export and train write it; its profile and"
                    + " model.* options are taken over. A run that continues from a checkpoint goes on with its own.")
    @Nullable Path folder;

    /** Adds the model, and of its options those that are not given; other ones are refused. */
    void addTo(Map<String, String> options) {
        if (folder == null) {
            return;
        }
        ModelManifest manifest = ModelManifest.read(folder);
        manifest.requireIntact(folder);
        SineSettings model = manifest.settings();
        options.put(LearnerOptions.MODEL.key(), folder.toAbsolutePath().toString());
        ModelOptions.of(model).forEach(options::putIfAbsent);
        SineSettings asked = ModelOptions.settings(Configuration.fromMap(options));
        SortedMap<String, String> theirs = model.switches();
        theirs.entrySet().removeAll(asked.switches().entrySet());
        if (!theirs.isEmpty()) {
            throw new BadUsageException("--model " + folder + " was learned with " + theirs
                    + ", the options given say otherwise: leave those model.* options out, or learn another model");
        }
    }
}
