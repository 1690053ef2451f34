package io.sinestream.job.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real broker as a child process of this one, on the same class path. It is started again, on the same ports and with
 * the same log, whenever it dies, and ends when this process ends.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Executor AFTER_A_SECOND = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
    private static final int MOST_STARTS_IN_VAIN = 5;
    /** Exit codes above are a signal's number and this. */
    private static final int KILLED = 128;

    private static final long IN_VAIN_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final Path folder;
    private final Path logFile;
    private final BrokerPorts ports;
    private Child child;
    private int startsInVain;
    private boolean closing;

    /** A start of the broker, and what happens when it ends. */
    private record Child(Process process, long startedNanos, CompletableFuture<Void> atItsEnd) {}

    private KafkaBroker(Path folder, Path logFile, BrokerPorts ports) throws IOException {
        this.folder = folder;
        this.logFile = logFile;
        this.ports = ports;
        this.child = launch();
    }

    /**
     * Starts the broker and waits until it answers.
     *
     * @param folder where it keeps its log and ports
     * @param logFile where the child logs to
     */
    public static KafkaBroker start(Path folder, Path logFile) throws IOException, InterruptedException {
        KafkaBroker broker = new KafkaBroker(folder, logFile, BrokerPorts.choose(folder));
        try {
            broker.awaitReady();
            return broker;
        } catch (IOException | InterruptedException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + ports.clients();
    }

    /** The child process that is, or was last, the broker. */
    public synchronized ProcessHandle process() {
        return child.process.toHandle();
    }

    /** Why the broker is away for good; null while it is there or coming back. */
    public synchronized @Nullable String failure() {
        return startsInVain < MOST_STARTS_IN_VAIN
                ? null
                : "the broker died " + startsInVain + " times right after its start: see " + logFile;
    }

    private Child launch() throws IOException {
        List<String> command = new ArrayList<>();
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            // Ctrl-C and a closed terminal reach the whole group; a JVM born with those signals ignored leaves them so,
            // and the parent, which stops first, decides when the broker goes.
            command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MaxDirectMemorySize=64m"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Dsinestream.log=" + logFile));
        command.add("-Dlog4j2.configurationFile=classpath:sine-stream-log4j2.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), BrokerProcess.class.getName()));
        command.add(folder.toString());
        command.add(Integer.toString(ports.clients()));
        command.add(Integer.toString(ports.controller()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of(logFile + ".out").toFile()))
                .start();
        return new Child(process, System.nanoTime(), process.onExit().thenRunAsync(this::restart, AFTER_A_SECOND));
    }

    private synchronized void restart() {
        if (closing) {
            return;
        }
        startsInVain = System.nanoTime() - child.startedNanos < IN_VAIN_NANOS ? startsInVain + 1 : 0;
        if (failure() != null) {
            return;
        }
        LOG.warn("the broker ended with exit code {}: starting it again", child.process.exitValue());
        try {
            child = launch();
        } catch (IOException e) {
            LOG.warn("the broker cannot be started", e);
            startsInVain = MOST_STARTS_IN_VAIN;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                "200",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Integer.toString((int) START_PATIENCE.toMillis()));
        // The client itself tries again and again; this only ends the wait early when the child is gone.
        try (Admin admin = Admin.create(settings)) {
            CompletableFuture<?> answered =
                    admin.describeCluster().nodes().toCompletionStage().toCompletableFuture();
            awaitEither(answered);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the broker does not answer on " + bootstrapServers() + ": see " + logFile, e);
        }
    }

    /** A broker that ends by itself at its start will do so again; one that was killed is {@linkplain #restart started} again. */
    private void awaitEither(CompletableFuture<?> answered)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Process starting = current();
        CompletableFuture.anyOf(answered, starting.onExit()).get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answered.isDone()) {
            return;
        }
        if (starting.exitValue() <= KILLED) {
            throw new IOException("the broker ended at its start: see " + logFile);
        }
        answered.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized Process current() {
        return child.process;
    }

    /** Ends the broker, in an orderly way if it hurries. */
    @Override
    public void close() throws IOException {
        Process last;
        synchronized (this) {
            closing = true;
            last = child.process;
            child.atItsEnd.cancel(false);
        }
        last.getOutputStream().close();
        try {
            if (!last.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                last.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            last.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
