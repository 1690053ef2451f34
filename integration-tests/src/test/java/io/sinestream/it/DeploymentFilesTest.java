package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images, compose file and scripts, looked at without an engine; docker/test.sh brings them up with one. */
class DeploymentFilesTest {
    private static final Path DOCKER = Launcher.root().resolve("docker");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(DOCKER, 3)) {
            return files.filter(file -> Files.isRegularFile(file) && startsWithBash(file))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "Dockerfile.cuda"})
    void imagesHavePinnedBasesAndEndAsAUserOfTheirOwn(String name) throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve(name));
        assertThat(lines.stream().filter(line -> line.startsWith("ARG ")))
                .isNotEmpty()
                .allMatch(
                        line -> line.matches("ARG \\w+_IMAGE=[\\w./-]+:[\\w.-]*\\d[\\w.-]*"), "a base with a version");
        assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
                .isNotEmpty()
                .allMatch(line -> line.matches("FROM \\$\\{\\w+_IMAGE}( AS \\w+)?"), "a base that can be chosen");
        assertThat(lines.stream().filter(line -> line.startsWith("USER ")).reduce((a, b) -> b))
                .hasValue("USER flink");
        assertThat(lines).noneMatch(line -> line.startsWith("ADD "));
        assertThat(lines.stream().filter(line -> line.startsWith("COPY ") && !line.contains("--from=")))
                .allMatch(
                        line -> line.matches("COPY (--chown=\\S+ )?(package|image)/.*"), "from the package or image/");
    }

    @Test
    void servicesRestartAndAreHealthyAndHoldNoSecrets() throws IOException {
        Path file = DOCKER.resolve("compose.yaml");
        JsonNode services = YAML.readTree(file.toFile()).get("services");
        assertThat(services.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("kafka", "jobmanager", "taskmanager", "simulator", "prometheus", "grafana");
        for (String name : List.of("kafka", "jobmanager", "taskmanager")) {
            assertThat(services.get(name).has("healthcheck")).as(name).isTrue();
        }
        String text = Files.readString(file).toLowerCase(Locale.ROOT);
        assertThat(text).doesNotContain("privileged: true", "/var/run/docker.sock", "network_mode");
        assertThat(text.lines().filter(line -> line.contains("ports:"))).allMatch(line -> line.contains("127.0.0.1:"));
        assertThat(text.lines().filter(line -> !line.strip().startsWith("#") && line.matches(".*(password|secret).*")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void scriptsAreSoundBash(Path script) throws Exception {
        assertSilent("bash", "-n", script.toString());
        if (isThere("shellcheck")) {
            assertSilent("shellcheck", "-x", "-e", "SC1090,SC1091,SC2154", script.toString());
        }
    }

    @Test
    void composeAcceptsItsFile() throws Exception {
        assumeTrue(isThere("docker-compose"), "docker-compose is not there");
        assertSilent("docker-compose", "-f", DOCKER.resolve("compose.yaml").toString(), "config", "-q");
    }

    @Test
    void linterHasNothingToSayOfTheImages() throws Exception {
        assumeTrue(isThere("hadolint"), "hadolint is not there");
        assertSilent("hadolint", DOCKER.resolve("Dockerfile").toString());
        assertSilent("hadolint", DOCKER.resolve("Dockerfile.cuda").toString());
    }

    @Test
    void prometheusAcceptsItsFile() throws Exception {
        assumeTrue(isThere("promtool"), "promtool is not there");
        assertSucceeds(
                "promtool",
                "check",
                "config",
                DOCKER.resolve("prometheus/prometheus.yml").toString());
    }

    private static boolean startsWithBash(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst()
                    .filter(line -> line.startsWith("#!") && line.contains("bash"))
                    .isPresent();
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
    }

    private void assertSilent(String... command) throws Exception {
        assertThat(assertSucceeds(command)).as(String.join(" ", command)).isEmpty();
    }

    private String assertSucceeds(String... command) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
