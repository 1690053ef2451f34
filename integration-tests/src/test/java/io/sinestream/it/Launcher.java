package io.sinestream.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The launcher as its users start it: a process of its own, whose output goes to a file. */
final class Launcher implements AutoCloseable {
    private static final Duration LONGEST_RUN = Duration.ofMinutes(4);

    private final Process process;
    private final Path output;

    private Launcher(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts {@code flink-job/bin/sine-stream} with these arguments; its output is kept in {@code folder}. */
    static Launcher start(Path folder, String... arguments) throws IOException {
        return start(folder, Map.of(), arguments);
    }

    /** The same with more in its environment. */
    static Launcher start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(root().resolve("flink-job/bin/sine-stream").toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        return new Launcher(process, output);
    }

    /** The repository's root, given by the build. */
    static Path root() {
        return Path.of(Objects.requireNonNull(System.getProperty("sinestream.root"), "sinestream.root"));
    }

    /** The planted world's log, which the job's tests bring along. */
    static Path plantedWorld() {
        return root().resolve("flink-job/src/test/resources/golden/world/events.csv.gz");
    }

    /** Waits for the end; the exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
            close();
            throw new AssertionError("still running after " + LONGEST_RUN + ":\n" + output());
        }
        return process.exitValue();
    }

    /** As Ctrl-C in its terminal. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    /** As {@code kill -9} of this one process; what it started has to notice by itself. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Waits for the end; whether it came within the time. */
    boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    long pid() {
        return process.pid();
    }

    /** The processes it started itself: the broker, when there is one. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    /** Everything it printed so far. */
    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a line of the output contains the text. */
    String lineWith(String text) throws InterruptedException {
        return Await.value(LONGEST_RUN, "a line with '" + text + "'", () -> {
            if (!process.isAlive() && !output().contains(text)) {
                throw new AssertionError("ended without a line with '" + text + "':\n" + output());
            }
            return output().lines().filter(line -> line.contains(text)).findFirst();
        });
    }

    /** The process and all it started. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        return all;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
