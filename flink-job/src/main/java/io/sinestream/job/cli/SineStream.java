package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.model.sine.UnusableModelException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.configuration.IllegalConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sine-stream}: everything a person starts by hand. */
@Command(
        name = "sine-stream",
        description = "Learns sub-interest vectors of short-video users from their plays, as they happen.",
        subcommands = {
            DemoCommand.class,
            ReplayCommand.class,
            RunCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            WorldCommand.class,
            ExportCommand.class,
            RejectedCommand.class,
            RankCommand.class,
            WhyCommand.class,
            SimulateCommand.class,
            PackageCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "SineStream 0.1.0")
public final class SineStream {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int BAD_USAGE = 2;
    /** What a shell reports of a command that Ctrl-C ended. */
    static final int INTERRUPTED = 130;

    private SineStream() {}

    public static void main(String[] arguments) {
        Interrupts interrupts = Interrupts.listen(() -> Runtime.getRuntime().halt(INTERRUPTED));
        System.exit(run(
                interrupts,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                arguments));
    }

    /** The same without a process of its own. */
    static int run(Interrupts interrupts, PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new SineStream(), new CommandFactory(interrupts))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, given) -> refuse(e.getCommandLine(), String.valueOf(e.getMessage())))
                .setExecutionExceptionHandler((e, command, result) -> failed(command, e));
        if (arguments.length == 0) {
            line.usage(err);
            return BAD_USAGE;
        }
        return line.execute(arguments);
    }

    private static int refuse(CommandLine command, String message) {
        String sentence = message.lines().findFirst().orElse("bad usage").strip();
        command.getErr()
                .println("sine-stream: " + sentence + " ("
                        + command.getCommandSpec().qualifiedName() + " --help shows what is possible)");
        return BAD_USAGE;
    }

    /** Whether the person can put it right: then its message is enough. */
    static boolean isBadUsage(Exception e) {
        return e instanceof BadUsageException
                || e instanceof IllegalConfigurationException
                || e instanceof UnusableModelException;
    }

    private static int failed(CommandLine command, Exception e) {
        if (isBadUsage(e)) {
            command.getErr().println("sine-stream: " + e.getMessage());
            return BAD_USAGE;
        }
        command.getErr().println("sine-stream: " + Logging.failed(e));
        return FAILED;
    }
}
