package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs one replay again and again over one data directory, while blows fall, until it ends by itself. */
final class Chaos {
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();

    private final Path folder;
    private final Path dataDirectory;
    private final Path report;
    private final List<String> arguments;
    private final List<String> story = new ArrayList<>();
    private int resumed;
    private int struck;

    /** @param arguments of the replay, without its data directory and report */
    Chaos(Path folder, List<String> arguments) {
        this.folder = folder;
        this.dataDirectory = folder.resolve("data");
        this.report = folder.resolve("report.json");
        this.arguments = new ArrayList<>(arguments);
        this.arguments.addAll(List.of("--data-dir", dataDirectory.toString(), "--report", report.toString()));
    }

    /** The report of the run that was left alone after the last blow. */
    Report survive(List<Blow> blows) throws IOException, InterruptedException {
        List<Blow> left = new ArrayList<>(blows);
        while (true) {
            boolean hadPoint = RecoveryPoints.any(dataDirectory);
            try (Launcher run = Launcher.start(folder, arguments.toArray(String[]::new))) {
                boolean killed = false;
                while (!killed && !left.isEmpty() && await(run, left.get(0).moment())) {
                    killed = strike(run, left.remove(0));
                }
                if (!killed && !left.isEmpty()) {
                    tell("ended before " + left.remove(0));
                    assertThat(run.exitCode()).as(run.output()).isZero();
                    check(run, hadPoint);
                    continue;
                }
                if (!killed) {
                    assertThat(run.exitCode()).as(run.output()).isZero();
                }
                check(run, hadPoint);
                if (!killed) {
                    return Report.read(report);
                }
            }
        }
    }

    /** How many restarts continued from a checkpoint or savepoint. */
    int resumed() {
        return resumed;
    }

    /** How many blows fell. */
    int struck() {
        return struck;
    }

    /** What happened, a line each. */
    List<String> story() {
        return List.copyOf(story);
    }

    Path dataDirectory() {
        return dataDirectory;
    }

    /** A run that came as far as learning has started from where the one before it was. */
    private void check(Launcher run, boolean hadPoint) {
        boolean continues = run.output().contains("continuing from ");
        resumed += continues ? 1 : 0;
        if (run.output().contains(" events of ")) {
            assertThat(continues).as("whether this continued:\n" + run.output()).isEqualTo(hadPoint);
        }
    }

    private boolean strike(Launcher run, Blow blow) throws IOException, InterruptedException {
        if (run.endsWithin(Duration.ofMillis(blow.delayMillis()))) {
            tell("ended before " + blow);
            assertThat(run.exitCode()).as(run.output()).isZero();
            return true;
        }
        tell(blow.toString() + at(run));
        struck++;
        if (blow.target() == Blow.Target.JOB) {
            run.kill();
            Files.deleteIfExists(unwritten());
            return true;
        }
        run.children().forEach(ProcessHandle::destroyForcibly);
        return false;
    }

    private static String at(Launcher run) {
        return run.output()
                .lines()
                .reduce((before, last) -> last)
                .map(last -> ", after '" + last + "'")
                .orElse("");
    }

    private void tell(String line) {
        story.add(line);
        System.out.println("chaos: " + line);
    }

    /** Waits for the moment; false when the run ends before it. */
    private boolean await(Launcher run, Blow.Moment moment) throws IOException, InterruptedException {
        Set<Path> checkpoints = RecoveryPoints.checkpoints(dataDirectory);
        Set<Path> savepoints = RecoveryPoints.savepoints(dataDirectory);
        if (moment == Blow.Moment.BEFORE_REPORT) {
            // Opening a pipe to write waits for a reader, so here the run stands still.
            new ProcessBuilder("mkfifo", unwritten().toString()).start().waitFor();
        }
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            boolean reached =
                    switch (moment) {
                        case PROCESS_STARTED -> true;
                        case JOB_SUBMITTED -> run.output().contains("the dashboard is at");
                        case CHECKPOINT_COMPLETE -> !checkpoints.containsAll(RecoveryPoints.checkpoints(dataDirectory));
                        case FINAL_SAVEPOINT_BEGUN -> run.output().contains("taking the final savepoint");
                        case FINAL_SAVEPOINT_COMPLETE ->
                            !savepoints.containsAll(RecoveryPoints.savepoints(dataDirectory));
                        case BEFORE_REPORT -> run.output().contains("test-then-train AUC");
                    };
            if (reached) {
                return true;
            }
            if (run.endsWithin(GLANCE)) {
                return false;
            }
        }
        throw new AssertionError("no " + moment + ":\n" + run.output());
    }

    /** What the report is called while it is being written. */
    private Path unwritten() {
        return report.resolveSibling(report.getFileName() + ".new");
    }
}
