package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a Flink cluster of one's own needs, in one folder. */
@Command(
        name = "package",
        mixinStandardHelpOptions = true,
        description =
                "Lays out what your Flink cluster needs in one folder: the job jar, what belongs in the cluster's lib,"
                        + " and a README of five lines.")
final class PackageCommand implements Callable<Integer> {
    static final String JOB_JAR = "sinestream-job.jar";

    private static final String README =
            """
            1. Copy lib/* into the lib/ of every Flink 2.2 TaskManager and JobManager and restart them: native code loads once per JVM, so it must not be in the job jar.
            2. Give TaskManagers room outside the heap (taskmanager.memory.task.off-heap.size: 512m), OMP_WAIT_POLICY=passive, and a writable DJL_CACHE_DIR with 500 MB.
            3. Start it: flink run -d sinestream-job.jar --kafka.bootstrap.servers HOST:PORT (any other option likewise; Application Mode: put the jar into usrlib/).
            4. Upgrade: flink stop --savepointPath DIR JOB, exchange jar and lib, flink run -d -s SAVEPOINT sinestream-job.jar with the same options.
            5. tools/ is the command line for a machine with Flink but without this repository: java -cp 'tools/*:sinestream-job.jar:FLINK/lib/*' io.sinestream.job.cli.SineStream --help
            """;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder to be created; of an earlier package the files are replaced.")
    Path out = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path jar = jobJar(System.getProperty("sinestream.job.jar"));
        Path cluster = jar.resolveSibling("cluster");
        refuseForeign();
        long bytes = copy(jar, out.resolve(JOB_JAR));
        bytes += replace(files(cluster.resolve("lib")), out.resolve("lib"));
        List<Path> tools = Stream.concat(
                        Stream.of(jar.resolveSibling("sinestream-flink-job.jar")),
                        files(cluster.resolve("tools")).stream())
                .toList();
        bytes += replace(tools, out.resolve("tools"));
        Files.writeString(out.resolve("README.md"), README);
        spec.commandLine()
                .getOut()
                .println(
                        String.format(Locale.ROOT, "%s: %,d MB, its README.md says what goes where", out, bytes >> 20));
        return SineStream.DONE;
    }

    private static Path jobJar(@Nullable String given) {
        if (given == null || !Files.isRegularFile(Path.of(given))) {
            throw new BadUsageException("there is no built job jar: start this as flink-job/bin/sine-stream package");
        }
        return Path.of(given);
    }

    /** A folder that holds something else is left alone. */
    private void refuseForeign() throws IOException {
        if (Files.exists(out)
                && (!Files.isDirectory(out) || !files(out).isEmpty())
                && !Files.exists(out.resolve(JOB_JAR))) {
            throw new BadUsageException("--out " + out + " holds something else: give a new or an empty folder");
        }
        Files.createDirectories(out);
    }

    private static long replace(List<Path> files, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path old : files(folder)) {
            Files.delete(old);
        }
        long bytes = 0;
        for (Path file : files) {
            bytes += copy(file, folder.resolve(file.getFileName()));
        }
        return bytes;
    }

    private static long copy(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        Files.copy(from, to);
        return Files.size(to);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
