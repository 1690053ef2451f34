package io.sinestream.job.cli;

import io.sinestream.job.feed.AudienceSimulator;
import io.sinestream.schema.PlayEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes plays of the simulated audience to a log that the other commands read. */
@Command(
        name = "world",
        mixinStandardHelpOptions = true,
        description = "Writes plays of the demo's simulated audience to a CSV.GZ log: viewers with tastes that drift,"
                + " new videos as time goes by. The same seed gives the same log.")
final class WorldCommand implements Callable<Integer> {
    private static final long START_MILLIS = 1_700_000_000_000L;

    @Parameters(paramLabel = "FILE", description = "CSV.GZ file to be written.")
    Path file = Path.of("");

    @Option(names = "--plays", paramLabel = "N", description = "How many (default ${DEFAULT-VALUE}).")
    long plays = 120_000;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Plays per second (default ${DEFAULT-VALUE}): the audience grows with it.")
    double rate = 50;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the world (default ${DEFAULT-VALUE}).")
    long seed = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        EmbeddedOptions.require(plays >= 1, "--plays is " + plays + ", allowed is 1 or more");
        EmbeddedOptions.require(rate > 0 && rate <= 1e6, "--rate is " + rate + ", allowed is above 0, to 1000000");
        EmbeddedOptions.require(!Files.exists(file), file + " exists: name a file to be written");
        AudienceSimulator simulator = new AudienceSimulator(seed, START_MILLIS, rate);
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            out.write("user,item,t_ms,watch_ms,duration_ms\n");
            for (long i = 0; i < plays; i++) {
                PlayEvent play = simulator.next();
                out.write(play.user()
                        + ','
                        + play.item()
                        + ','
                        + play.eventTimeMillis()
                        + ','
                        + play.watchMillis()
                        + ','
                        + play.durationMillis()
                        + '\n');
            }
        }
        spec.commandLine().getOut().println(plays + " plays in " + file);
        return SineStream.DONE;
    }
}
