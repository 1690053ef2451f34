package io.sinestream.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A Flink cluster's REST API, as operators use it. */
final class FlinkRest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;

    FlinkRest(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /** Waits until so many TaskManagers are registered. */
    void awaitTaskManagers(int count) throws InterruptedException {
        Await.value(PATIENCE, count + " TaskManagers", () -> Optional.of(
                        get("/taskmanagers").get("taskmanagers").size())
                .filter(found -> found >= count));
    }

    /** Waits for a job in one of these states; its id. */
    String awaitRunning(Set<String> known) throws InterruptedException {
        return Await.value(PATIENCE, "running job", () -> {
            for (JsonNode job : get("/jobs").get("jobs")) {
                String id = job.get("id").asText();
                if (!known.contains(id) && isWorking(id)) {
                    return Optional.of(id);
                }
            }
            return Optional.empty();
        });
    }

    /** Whether every subtask is up. */
    boolean isWorking(String job) throws IOException, InterruptedException {
        JsonNode details = get("/jobs/" + job);
        if (!details.get("state").asText().equals("RUNNING")) {
            return false;
        }
        for (JsonNode vertex : details.get("vertices")) {
            if (vertex.get("tasks").get("RUNNING").asInt()
                    != vertex.get("parallelism").asInt()) {
                return false;
            }
        }
        return true;
    }

    /** Which TaskManagers have the subtasks of the vertices whose name contains the text. */
    Set<String> taskManagers(String job, String name) throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + job).get("vertices")) {
            if (vertex.get("name").asText().contains(name)) {
                for (JsonNode subtask : get("/jobs/" + job + "/vertices/"
                                + vertex.get("id").asText())
                        .get("subtasks")) {
                    found.add(subtask.get("taskmanager-id").asText());
                }
            }
        }
        return found;
    }

    /** The job's counts by name, those that its state carries through restarts. */
    Map<String, Long> counts(String job) throws IOException, InterruptedException {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode counter : get("/jobs/" + job + "/accumulators").get("user-task-accumulators")) {
            String value = counter.get("value").asText();
            if (value.matches("\\d{1,18}")) {
                counts.put(counter.get("name").asText(), Long.parseLong(value));
            }
        }
        return counts;
    }

    /** Asks the job itself: the metric {@code numRestarts} is a copy that is fetched every ten seconds. */
    boolean hasRestarted(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job).get("timestamps").get("RESTARTING").asLong() > 0;
    }

    /** How many checkpoints are complete. */
    long checkpoints(String job) throws IOException, InterruptedException {
        return get("/jobs/" + job + "/checkpoints")
                .get("counts")
                .get("completed")
                .asLong();
    }

    /** Where the newest checkpoint is; waits for a first one. */
    String newestCheckpoint(String job) throws InterruptedException {
        return Await.value(PATIENCE, "checkpoint", () -> Optional.ofNullable(get("/jobs/" + job + "/checkpoints")
                        .get("latest")
                        .get("completed")
                        .get("external_path"))
                .map(JsonNode::asText));
    }

    void cancel(String job) throws Exception {
        send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
        awaitState(job, "CANCELED");
    }

    void awaitState(String job, String state) throws InterruptedException {
        Await.value(PATIENCE, "job that is " + state, () -> Optional.of(
                        get("/jobs/" + job).get("state").asText())
                .filter(state::equals));
    }

    /** Uploads a jar as the dashboard's form does; its id. */
    String upload(Path jar) throws IOException, InterruptedException {
        String boundary = "----sinestream";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                        + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(Files.readAllBytes(jar));
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        JsonNode answer = send(request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        return Path.of(answer.get("filename").asText()).getFileName().toString();
    }

    /** Starts an uploaded jar's main class inside the JobManager. */
    void run(String jar, List<String> arguments, @Nullable String savepoint) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode list = body.putArray("programArgsList");
        arguments.forEach(list::add);
        if (savepoint != null) {
            body.put("savepointPath", savepoint);
        }
        send(request("/jars/" + jar + "/run")
                .header("Content-Type", "application/json")
                .POST(text(body)));
    }

    /** Ends a job behind a savepoint; the savepoint's place. */
    String stop(String job, Path folder) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.put("targetDirectory", folder.toUri().toString());
        body.put("drain", false);
        String trigger = send(request("/jobs/" + job + "/stop")
                        .header("Content-Type", "application/json")
                        .POST(text(body)))
                .get("request-id")
                .asText();
        String savepoint = Await.value(PATIENCE, "savepoint", () -> {
            JsonNode answer = get("/jobs/" + job + "/savepoints/" + trigger);
            return answer.get("status").get("id").asText().equals("COMPLETED")
                    ? Optional.of(answer.get("operation").path("location").asText())
                    : Optional.empty();
        });
        awaitState(job, "FINISHED");
        return savepoint;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
    }

    private static BodyPublisher text(JsonNode body) {
        return BodyPublishers.ofString(body.toString());
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.request().uri() + ": " + response.statusCode() + " " + response.body());
        }
        return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
    }
}
