package io.sinestream.job.sequence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A contender in a process of its own, so that its CPU time is its own. Commands go to its standard input, a line each:
 * {@code prepare N}, {@code run N}, {@code bytes}; answers come back on standard output.
 */
final class StageProcess implements AutoCloseable {
    private static final String ANSWER = "answer ";
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;
    private final StageRun run;

    /** @param options of the child's JVM */
    StageProcess(StageRun run, Path log, List<String> options) throws IOException {
        this.run = run;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dsinestream.log=" + log);
        command.add("-Dlog4j2.configurationFile=classpath:sine-stream-log4j2.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StageProcess.class.getName()));
        command.addAll(List.of(run.words()));
        process = new ProcessBuilder(command)
                .redirectError(Path.of(log + ".err").toFile())
                .start();
        commands = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
        answer();
    }

    StageRun what() {
        return run;
    }

    void prepare(int events) throws IOException {
        commands.println("prepare " + events);
        answer();
    }

    StageContender.Slice run(int events) throws IOException {
        commands.println("run " + events);
        String[] nanos = answer().split(" ");
        return new StageContender.Slice(events, Long.parseLong(nanos[0]), Long.parseLong(nanos[1]));
    }

    double checkpointBytesPerUser() throws IOException {
        commands.println("bytes");
        return Double.parseDouble(answer()) / run.users();
    }

    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(ANSWER)) {
                return line.substring(ANSWER.length());
            }
        }
        throw new IOException(run + " ended: see its log");
    }

    @Override
    public void close() throws IOException {
        commands.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroy(); // a cluster that is slow to go would slow down the next contender
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    /** The child. */
    public static void main(String[] words) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (StageContender contender = StageRun.of(words).start()) {
            out.println(ANSWER + "ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(ANSWER + obey(contender, line.split(" ")));
            }
        }
    }

    private static String obey(StageContender contender, String[] command) throws Exception {
        return switch (command[0]) {
            case "prepare" -> {
                contender.prepare(Integer.parseInt(command[1]));
                yield "prepared";
            }
            case "run" -> {
                StageContender.Slice slice = contender.run(Integer.parseInt(command[1]));
                yield slice.wallNanos() + " " + slice.cpuNanos();
            }
            case "bytes" -> Long.toString(contender.checkpointBytes());
            default -> throw new IllegalArgumentException(command[0] + " is no command");
        };
    }
}
