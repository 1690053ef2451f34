package io.sinestream.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Flink session cluster as a platform has one: JobManager and TaskManagers in JVMs of their own, on the class path of a
 * Flink distribution (its jars as Maven has them) with the package's {@code lib} added, and nothing else of ours.
 */
final class StandaloneCluster implements AutoCloseable {
    /** A Flink distribution's scripts give this to every process. */
    private static final String OPEN = "--add-opens=java.base/java.util=ALL-UNNAMED";

    private final Path folder;
    private final Path conf;
    private final String classPath;
    private final int restPort;
    private final Process jobManager;
    private final Map<String, Process> taskManagers = new LinkedHashMap<>();

    private StandaloneCluster(Path folder, Path conf, String classPath, int restPort) throws IOException {
        this.folder = folder;
        this.conf = conf;
        this.classPath = classPath;
        this.restPort = restPort;
        this.jobManager = java(
                "jobmanager",
                List.of("-Xmx320m"),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("--configDir", conf.toString(), "--executionMode", "cluster"));
    }

    /** @param ourLib what the package wants in the cluster's lib */
    static StandaloneCluster start(Path folder, Path ourLib) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        int restPort = Broker.freePort();
        Files.writeString(conf.resolve("config.yaml"), config(folder, Broker.freePort(), restPort));
        Files.writeString(
                conf.resolve("log4j.properties"),
                """
                rootLogger.level = INFO
                rootLogger.appenderRef.out.ref = out
                appender.out.type = Console
                appender.out.name = out
                appender.out.layout.type = PatternLayout
                appender.out.layout.pattern = %d %-5p %c{1} %m%n
                """);
        Path notInFlink = Launcher.root().resolve("docker/test/not-in-flink.txt");
        List<String> foreign = Files.readAllLines(notInFlink);
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> all = Files.list(Launcher.root().resolve("flink-job/target/launcher/lib"));
                Stream<Path> ours = Files.list(ourLib)) {
            all.filter(jar -> foreign.stream().noneMatch(jar.getFileName().toString()::startsWith))
                    .forEach(jars::add);
            ours.forEach(jars::add);
        }
        String classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return new StandaloneCluster(folder, conf, classPath, restPort);
    }

    /** Memory is given in full: in a distribution its start scripts work it out. */
    private static String config(Path folder, int rpcPort, int restPort) {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                execution.target: remote
                web.tmpdir: %s
                io.tmp.dirs: %s
                taskmanager.bind-host: 127.0.0.1
                taskmanager.host: 127.0.0.1
                taskmanager.numberOfTaskSlots: 2
                taskmanager.load-balance.mode: SLOTS
                taskmanager.cpu.cores: 1.0
                taskmanager.memory.task.heap.size: 256m
                taskmanager.memory.task.off-heap.size: 512m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.managed.size: 96m
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                parallelism.default: 2
                pipeline.max-parallelism: 128
                pipeline.generic-types: false
                state.backend.type: rocksdb
                execution.buffer-timeout.interval: 5ms
                execution.checkpointing.interval: 1s
                execution.checkpointing.incremental: true
                execution.checkpointing.dir: %s
                execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
                restart-strategy.type: fixed-delay
                restart-strategy.fixed-delay.attempts: 20
                restart-strategy.fixed-delay.delay: 500ms
                heartbeat.interval: 1000
                heartbeat.timeout: 20000
                """
                .formatted(
                        rpcPort,
                        restPort,
                        folder.resolve("web"),
                        folder.resolve("tmp"),
                        folder.resolve("checkpoints").toUri());
    }

    void startTaskManager(String name) throws IOException {
        taskManagers.put(
                name,
                java(
                        name,
                        List.of("-Xmx384m", "-XX:MaxDirectMemorySize=720m"),
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        List.of("--configDir", conf.toString(), "-D", "taskmanager.resource-id=" + name)));
    }

    /** As {@code kill -9}. */
    void killTaskManager(String name) throws InterruptedException {
        Process process = Objects.requireNonNull(taskManagers.get(name), name);
        process.destroyForcibly();
        process.waitFor();
    }

    boolean isAlive(String taskManager) {
        return Objects.requireNonNull(taskManagers.get(taskManager), taskManager)
                .isAlive();
    }

    /** What {@code bin/flink} does with these arguments; it must succeed. What it printed. */
    String flink(String... arguments) throws IOException, InterruptedException {
        Process client =
                java("client", List.of("-Xmx256m"), "org.apache.flink.client.cli.CliFrontend", List.of(arguments));
        int exit = client.waitFor();
        String output = Files.readString(output("client"));
        if (exit != 0) {
            throw new AssertionError("flink " + List.of(arguments) + " ended with " + exit + ":\n" + output);
        }
        return output;
    }

    FlinkRest rest() {
        return new FlinkRest(restPort);
    }

    /** Its configuration, as a client of the cluster needs it. */
    Path conf() {
        return conf;
    }

    /** What a process of the cluster logged. */
    String log(String name) throws IOException {
        return Files.readString(output(name));
    }

    private Path output(String name) {
        return folder.resolve(name + ".txt");
    }

    private Process java(String name, List<String> flags, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(OPEN, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add(
                "-Dlog4j2.configurationFile=" + conf.resolve("log4j.properties").toUri());
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output(name).toFile());
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        builder.environment().put("OMP_WAIT_POLICY", "passive");
        return builder.start();
    }

    @Override
    public void close() {
        taskManagers.values().forEach(Process::destroyForcibly);
        jobManager.destroyForcibly();
    }
}
