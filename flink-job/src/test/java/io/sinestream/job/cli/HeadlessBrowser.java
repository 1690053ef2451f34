package io.sinestream.job.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Chromium without a window: what a page has become once its scripts have run. */
final class HeadlessBrowser {
    private final Path program;
    private final Path folder;

    private HeadlessBrowser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** Skips the test where there is none. */
    static HeadlessBrowser find(Path folder) {
        Optional<Path> program = Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(program.isPresent(), "no chromium on the path: apt-get install chromium, and this test runs");
        return new HeadlessBrowser(program.orElseThrow(), folder);
    }

    String dom(Path page) throws IOException, InterruptedException {
        Path out = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return Files.readString(out);
    }
}
