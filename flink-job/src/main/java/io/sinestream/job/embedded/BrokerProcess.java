package io.sinestream.job.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The child process: one broker that lives as long as its parent. The parent holds the other end of standard input, so
 * however the parent ends, {@code kill -9} included, this process reads the end of input and follows.
 */
final class BrokerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);

    private BrokerProcess() {}

    /**
     * Arguments: the broker's folder, its port for clients, its port as a controller and, where it shall differ from the
     * usual one, a file with settings of Kafka's own, which win.
     */
    public static void main(String[] arguments) {
        int code = 1;
        Optional<Long> parent = parent();
        try {
            Properties more = arguments.length > 3 ? read(Path.of(arguments[3])) : new Properties();
            run(
                    parent,
                    Path.of(arguments[0]),
                    new BrokerPorts(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])),
                    more);
            code = 0;
        } catch (Exception | Error e) {
            LOG.error("the broker failed", e);
        }
        // The broker's threads are no daemons: without this a failed start would hang forever.
        Runtime.getRuntime().halt(code);
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static Optional<Long> parent() {
        return ProcessHandle.current().parent().map(ProcessHandle::pid);
    }

    private static void run(Optional<Long> parent, Path folder, BrokerPorts ports, Properties more) throws IOException {
        // A killed predecessor may still be writing: its lock goes when it does.
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            LOG.info("holding {}", lock);
            if (!parent.equals(parent())) {
                LOG.info("the parent ended meanwhile: its successor's broker is next");
                return;
            }
            Path log = folder.resolve("log");
            format(log);
            Properties settings = BrokerSettings.of(log, ports);
            settings.putAll(more);
            KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
            try {
                server.startup();
                awaitEndOfInput();
            } finally {
                server.shutdown();
            }
        }
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[64];
        int read = 0;
        while (read >= 0) {
            read = System.in.read(ignored);
        }
    }

    private static void format(Path log) throws IOException {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(log);
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE)
                    .setControllerListenerName(BrokerSettings.CONTROLLER)
                    .setMetadataLogDirectory(log.toString())
                    .setDirectories(List.of(log.toString()))
                    .setIgnoreFormatted(false)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + log, e);
        }
    }
}
