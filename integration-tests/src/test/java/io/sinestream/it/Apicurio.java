package io.sinestream.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Apicurio registry in a process of its own; it needs a Java of its own, 21 or newer. */
final class Apicurio implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final int LEAST_JAVA = 21;

    private final Process process;
    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Apicurio(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Skips the test, with a message, where the registry or a Java for it is absent. */
    static Apicurio start(Path folder) throws IOException, InterruptedException {
        String archive = System.getProperty("registry.archive", "");
        assumeTrue(!archive.isEmpty(), "the registry's test runs with -P registry, which downloads 160 MB");
        Optional<Path> java = java();
        assumeTrue(
                java.isPresent(),
                "no Java " + LEAST_JAVA + " or newer in /usr/lib/jvm: give one with -Dregistry.java=HOME");
        Files.createDirectories(folder);
        int unpacked = new ProcessBuilder("tar", "-xzf", archive, "-C", folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        assumeTrue(unpacked == 0, "tar cannot unpack " + archive);
        int port = Broker.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        java.orElseThrow().resolve("bin/java").toString(),
                        "-Xmx384m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.enabled=false",
                        "-jar",
                        runner(folder).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("registry.txt").toFile());
        Apicurio registry = new Apicurio(builder.start(), "http://127.0.0.1:" + port + "/apis/ccompat/v7");
        Await.value(START, "registry", () -> Optional.of(registry.get("/subjects")));
        return registry;
    }

    private static Path runner(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(folder, 3, (file, kind) -> file.endsWith("quarkus-run.jar"))) {
            return files.findFirst().orElseThrow();
        }
    }

    /** The home of a Java that it runs on. */
    private static Optional<Path> java() throws IOException {
        String given = System.getProperty("registry.java", "");
        if (!given.isEmpty()) {
            return Optional.of(Path.of(given));
        }
        if (Runtime.version().feature() >= LEAST_JAVA) {
            return Optional.of(Path.of(System.getProperty("java.home")));
        }
        Path known = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(known)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(known)) {
            return homes.filter(Apicurio::isNewEnough).findFirst();
        }
    }

    private static boolean isNewEnough(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("\\D+(\\d+).*", "$1"))
                    .anyMatch(major -> Integer.parseInt(major) >= LEAST_JAVA);
        } catch (IOException e) {
            return false;
        }
    }

    /** Of its Confluent-compatible API. */
    String address() {
        return address;
    }

    List<String> subjects() throws IOException, InterruptedException {
        JsonNode answer = get("/subjects");
        return Stream.iterate(0, i -> i < answer.size(), i -> i + 1)
                .map(i -> answer.get(i).asText())
                .sorted()
                .toList();
    }

    /** The schema of an id, as text. */
    String schema(int id) throws IOException, InterruptedException {
        return get("/schemas/ids/" + id).get("schema").asText();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(address + path)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
