package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.embedded.DataDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can get wrong is said in one line with the next step, before anything is started. */
class BadUsageTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path log = Path.of("");

    @BeforeEach
    void writeALog() throws IOException {
        log = Files.write(folder.resolve("log.csv"), List.of("user,item,t_ms,watch_ms,duration_ms", "1,2,3,4,5"));
    }

    @Test
    void aMissingFile() {
        refused("replay", folder.resolve("absent.csv").toString());
        assertThat(err.toString()).contains("absent.csv does not exist: check the path");
    }

    @Test
    void noFileAtAll() {
        refused("replay");
        assertThat(err.toString()).contains("FILE").contains("--help");
    }

    @Test
    void anUnknownColumn() {
        refused("replay", log.toString(), "--columns", "item=clip");
        assertThat(err.toString()).contains("has no item column clip").contains("user, item, t_ms");
    }

    @Test
    void aColumnOfAnotherFormat() {
        refused("replay", log.toString(), "--format", "kuairec");
        assertThat(err.toString()).contains("has no user column user_id").contains("--columns user=NAME");
    }

    @Test
    void anUnknownFormat() {
        refused("replay", log.toString(), "--format", "xml");
        assertThat(err.toString()).contains("--format xml is unknown: take one of kuairand, kuairec, wechat, generic");
    }

    @Test
    void aPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("demo", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(err.toString())
                    .contains("--port " + taken.getLocalPort() + " is taken: give a free one or leave --port out");
        }
    }

    @Test
    void aPrometheusPortThatIsNoneOrTaken() throws IOException {
        refused("demo", "--prometheus-port", "70000");
        assertThat(err.toString()).contains("--prometheus-port is 70000, allowed is 1 to 65535");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("replay", log.toString(), "--prometheus-port", Integer.toString(taken.getLocalPort()));
            assertThat(err.toString()).contains("--prometheus-port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aDataDirectoryThatIsAFile() {
        refused("replay", log.toString(), "--data-dir", log.toString());
        assertThat(err.toString()).contains("--data-dir " + log).contains("give a writable directory");
    }

    @Test
    void aDataDirectoryInUse() throws IOException {
        try (DataDirectory held = DataDirectory.open(folder.resolve("data"))) {
            refused("replay", log.toString(), "--data-dir", held.root().toString());
            assertThat(err.toString()).contains("is in use by process").contains("stop that run");
        }
    }

    @Test
    void aReportNowhere() {
        refused(
                "replay",
                log.toString(),
                "--report",
                folder.resolve("no/such/r.json").toString());
        assertThat(err.toString()).contains("--report").contains("in a folder that exists");
    }

    @Test
    void aMisspeltOption() {
        refused("demo", "--secons", "5");
        assertThat(err.toString()).contains("--secons").contains("sine-stream demo --help");
    }

    @Test
    void aMisspeltSubcommand() {
        refused("reply");
        assertThat(err.toString()).contains("reply");
    }

    @Test
    void aValueOfAnotherType() {
        refused("demo", "--rate", "fast");
        assertThat(err.toString()).contains("--rate").contains("fast");
    }

    @Test
    void aValueOutOfBounds() {
        refused("demo", "--rate", "-1");
        assertThat(err.toString()).contains("--rate is -1.0, allowed is above 0 to 100000");
        refused("replay", log.toString(), "--speed", "0");
        assertThat(err.toString()).contains("--speed is 0.0, must be above 0");
        refused("replay", log.toString(), "--parallelism", "4", "--partitions", "2");
        assertThat(err.toString()).contains("--partitions is 2 and --parallelism 4");
    }

    @Test
    void anUnknownJobOption() {
        refused("replay", log.toString(), "-D", "model.lamda2=0");
        assertThat(err.toString()).contains("model.lamda2 is no option").contains("model.lambda2");
    }

    @Test
    void aJobOptionOutOfBounds() {
        refused("replay", log.toString(), "-D", "model.width=1");
        assertThat(err.toString()).contains("model.");
    }

    @Test
    void runWithoutABroker() {
        refused("run");
        assertThat(err.toString()).contains("kafka.bootstrap.servers is not set");
    }

    @Test
    void helpIsNoError() {
        assertThat(run("demo", "--help")).isEqualTo(SineStream.DONE);
        assertThat(out.toString()).contains("--seconds").contains("--data-dir").contains("--report");
        assertThat(run("replay", "--help")).isEqualTo(SineStream.DONE);
        assertThat(out.toString()).contains("--format").contains("--columns").contains("--dump-scores");
    }

    private void refused(String... arguments) {
        assertThat(run(arguments)).isEqualTo(SineStream.BAD_USAGE);
        assertThat(err.toString().lines()).hasSize(1).allMatch(line -> line.startsWith("sine-stream: "));
        assertThat(err.toString()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private int run(String... arguments) {
        err.getBuffer().setLength(0);
        return SineStream.run(Interrupts.none(), new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
