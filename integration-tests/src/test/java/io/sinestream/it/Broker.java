package io.sinestream.it;

import io.sinestream.job.embedded.Ports;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;

/** A real Kafka broker in a process of its own, as a platform has one. */
final class Broker implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Map<String, Object> client;

    private Broker(Process process, int port, Map<String, Object> client) {
        this.process = process;
        this.port = port;
        this.client = client;
    }

    static Broker start(Path folder) throws IOException, InterruptedException {
        return start(folder, freePort());
    }

    /** A port given again, with the folder, makes it the same broker as before. */
    static Broker start(Path folder, int port) throws IOException, InterruptedException {
        return start(folder, port, controllerPort -> Map.of(), Map.of());
    }

    /** One that lets in only whom its listener trusts. */
    static Broker start(Path folder, SecuredListener listener) throws IOException, InterruptedException {
        int port = freePort();
        return start(
                folder,
                port,
                controllerPort -> listener.brokerSettings(port, controllerPort),
                listener.clientSettings());
    }

    private static Broker start(
            Path folder, int port, IntFunction<Map<String, String>> settings, Map<String, String> client)
            throws IOException, InterruptedException {
        int controllerPort = freePort();
        Path target = Launcher.root().resolve("flink-job/target");
        Files.createDirectories(folder);
        Properties more = new Properties();
        more.putAll(settings.apply(controllerPort));
        Path file = folder.resolve("more.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            more.store(writer, null);
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        target.resolve("sinestream-flink-job.jar") + ":" + target.resolve("launcher/lib") + "/*",
                        "io.sinestream.job.embedded.BrokerProcess",
                        folder.toString(),
                        Integer.toString(port),
                        Integer.toString(controllerPort),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.txt").toFile())
                .start();
        Map<String, Object> all = new HashMap<>(client);
        all.put("bootstrap.servers", "127.0.0.1:" + port);
        Broker broker = new Broker(process, port, all);
        try (Admin admin = broker.admin()) {
            Await.value(START, "broker", () -> Optional.of(
                            admin.describeCluster().nodes().get(5, TimeUnit.SECONDS))
                    .filter(nodes -> !nodes.isEmpty()));
        }
        return broker;
    }

    static int freePort() {
        return Ports.free();
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    /** What a client needs to be let in. */
    Map<String, Object> client() {
        return client;
    }

    Admin admin() {
        return Admin.create(client);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
