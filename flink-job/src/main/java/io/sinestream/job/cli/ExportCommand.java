package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.training.ModelExportJob;
import io.sinestream.model.sine.ModelFolder;
import io.sinestream.model.sine.ModelManifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes the model of a run's newest checkpoint, or of any savepoint, as files that any language reads. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes a learned model to a folder: safetensors, item ids, a manifest (model/EXPORT.md). Nothing"
                + " is changed where it comes from.")
final class ExportCommand implements Callable<Integer> {
    /** Where the model is. */
    static final class Source {
        @Option(
                names = "--data-dir",
                paramLabel = "DIR",
                description = "Data directory of a demo or replay that has ended: its newest checkpoint or savepoint.")
        @Nullable Path dataDir;

        @Option(
                names = "--savepoint",
                paramLabel = "PATH",
                description = "Folder or URI of a checkpoint or savepoint of the job, as Flink names it.")
        @Nullable String savepoint;
    }

    @ArgGroup(multiplicity = "1")
    Source source = new Source();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder to be created.")
    Path out = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ModelFolder.create(out);
        if (source.savepoint != null) {
            export(source.savepoint);
        } else if (source.dataDir != null) {
            exportFrom(source.dataDir);
        }
        return SineStream.DONE;
    }

    private void exportFrom(Path dataDir) throws Exception {
        EmbeddedOptions.require(
                Files.isDirectory(dataDir), "--data-dir " + dataDir + " does not exist: give that of a run");
        try (DataDirectory directory = DataDirectory.open(dataDir)) {
            Logging.into(directory.logs());
            Path newest = directory
                    .newestRecoveryPoint()
                    .orElseThrow(() -> new BadUsageException(
                            "--data-dir " + dataDir + " has no checkpoint yet: let the run go on for a little longer"));
            export(newest.toUri().toString());
        }
    }

    private void export(String state) throws Exception {
        ModelExportJob.run(state, out);
        ModelManifest manifest = ModelManifest.read(out);
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %,d items of width %d, %,d steps learned, from %s",
                        out,
                        manifest.items(),
                        manifest.settings().dimension(),
                        manifest.step(),
                        state));
    }
}
