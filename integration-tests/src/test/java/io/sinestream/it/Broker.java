package io.sinestream.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A real Kafka broker in a process of its own, as a platform has one. */
final class Broker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private Broker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Broker start(Path folder) throws IOException, InterruptedException {
        return start(folder, freePort());
    }

    /** A port given again, with the folder, makes it the same broker as before. */
    static Broker start(Path folder, int port) throws IOException, InterruptedException {
        Path target = Launcher.root().resolve("flink-job/target");
        Files.createDirectories(folder);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        target.resolve("sinestream-flink-job.jar") + ":" + target.resolve("launcher/lib") + "/*",
                        "io.sinestream.job.embedded.BrokerProcess",
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(freePort()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.txt").toFile())
                .start();
        Broker broker = new Broker(process, port);
        try (Admin admin = broker.admin()) {
            Await.value(START, "broker", () -> Optional.of(
                            admin.describeCluster().nodes().get(5, TimeUnit.SECONDS))
                    .filter(nodes -> !nodes.isEmpty()));
        }
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
