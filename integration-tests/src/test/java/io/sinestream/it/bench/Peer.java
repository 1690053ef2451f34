package io.sinestream.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The same model in PyTorch as its authors run it, {@code src/test/python/peer.py}, in a process of its own that idles between
 * requests. System property {@code bench.python} names the interpreter.
 */
public final class Peer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;
    private final String version;

    private Peer(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.version =
                ask(JSON.createObjectNode().put("op", "version")).get("version").asText();
    }

    /** Empty, with a word why, where there is no Python with PyTorch. */
    public static Optional<Peer> start() {
        String python = System.getProperty("bench.python", "python3");
        Path script = Path.of(Objects.requireNonNull(System.getProperty("sinestream.root"), "sinestream.root"))
                .resolve("integration-tests/src/test/python/peer.py");
        try {
            ProcessBuilder builder = new ProcessBuilder(python, "-W", "ignore", script.toString());
            builder.environment().put("OMP_NUM_THREADS", "1");
            return Optional.of(new Peer(
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start()));
        } catch (IOException e) {
            System.out.println("no peer: " + python + " has no torch (apt install python3-torch, or -Dbench.python=…): "
                    + e.getMessage());
            return Optional.empty();
        }
    }

    /** PyTorch's. */
    public String version() {
        return version;
    }

    /** A request of that shape: batch, window, width, interests, blocks, items, dropout. */
    public static ObjectNode request(
            String op, int batch, int window, int width, int interests, int blocks, int items, double dropout) {
        return JSON.createObjectNode()
                .put("op", op)
                .put("batch", batch)
                .put("window", window)
                .put("width", width)
                .put("interests", interests)
                .put("blocks", blocks)
                .put("items", items)
                .put("dropout", dropout)
                .put("device", System.getProperty("bench.device", "cpu"))
                .put("times", 1);
    }

    /** The product of two square float32 matrices, whose speed other figures are normalised by. */
    public static ObjectNode product(int size) {
        return JSON.createObjectNode()
                .put("op", "gemm")
                .put("n", size)
                .put("times", 3)
                .put("warm", 1);
    }

    public Timing time(JsonNode request) {
        return Timing.of(ask(request));
    }

    private JsonNode ask(JsonNode request) {
        try {
            requests.write(request + "\n");
            requests.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new IOException("the peer ended: see its output above");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        requests.close();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
