package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad usage gives one clear line with the next step, another exit code than 0 and no stack trace. */
class UsageITCase {
    @TempDir
    Path folder;

    @Test
    void missingFileIsNamed() throws Exception {
        refuses(
                "nowhere.csv",
                "replay",
                "--format",
                "generic",
                folder.resolve("nowhere.csv").toString());
    }

    @Test
    void unknownColumnIsNamed() throws Exception {
        Path log = folder.resolve("log.csv");
        Files.writeString(log, "who,what,when\na,b,1\n");
        refuses("who", "replay", "--format", "generic", log.toString());
    }

    @Test
    void unknownFormatIsNamed() throws Exception {
        refuses(
                "kuairnd",
                "replay",
                "--format",
                "kuairnd",
                Launcher.plantedWorld().toString());
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            refuses(port, "demo", "--seconds", "5", "--port", port);
        }
    }

    @Test
    void dataDirectoryThatIsAFileIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        refuses("file", "replay", Launcher.plantedWorld().toString(), "--data-dir", file.toString());
    }

    @Test
    void badOptionOfTheJobIsNamed() throws Exception {
        refuses(
                "learner.batch-size",
                "replay",
                "--format",
                "generic",
                Launcher.plantedWorld().toString(),
                "-D",
                "learner.batch-size=0");
    }

    private void refuses(String named, String... arguments) throws Exception {
        try (Launcher launcher = Launcher.start(folder, arguments)) {
            assertThat(launcher.exitCode()).as(launcher.output()).isNotZero();
            assertThat(launcher.output())
                    .contains(named)
                    .doesNotContain("\tat ")
                    .doesNotContain("Exception in thread");
            assertThat(launcher.output().lines().count()).isLessThanOrEqualTo(3);
        }
    }
}
