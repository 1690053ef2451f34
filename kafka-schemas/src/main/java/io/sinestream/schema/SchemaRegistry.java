package io.sinestream.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry by its Confluent-compatible API: Apicurio's under {@code /apis/ccompat/v7}, Confluent's own, Karapace,
 * Redpanda. Three requests are all that is needed, so there is no client library, which would bring tens of jars. Answers are
 * kept: a schema never changes under its id.
 *
 * <p>Not safe for several threads.
 */
public final class SchemaRegistry {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;
    private static final JsonFactory JSON = new JsonFactory();

    private final URI address;
    private final @Nullable String authorization;
    private final HttpClient http;
    private final Map<Integer, Optional<Schema>> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    /**
     * @param address without a slash at its end
     * @param userInfo {@code user:password} for HTTP basic authentication, null for none; shown nowhere
     */
    public SchemaRegistry(URI address, @Nullable String userInfo) {
        if (address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the registry's address must be http://host:port/path or https, without user and password in it");
        }
        this.address = address;
        this.authorization = userInfo == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    /**
     * The id of a subject's schema, registered if it is new there.
     *
     * @throws IOException when the registry cannot be asked or refuses, as one that finds the schema incompatible does
     */
    int register(String subject, Schema schema) throws IOException {
        Integer known = ids.get(subject);
        if (known == null) {
            StringWriter body = new StringWriter();
            try (JsonGenerator json = JSON.createGenerator(body)) {
                json.writeStartObject();
                json.writeStringField("schemaType", "AVRO");
                json.writeStringField("schema", schema.toString());
                json.writeEndObject();
            }
            String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8) + "/versions";
            HttpResponse<String> answer = send(request(path)
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
            known = Integer.valueOf(field(answer, "id"));
            ids.put(subject, known);
        }
        return known;
    }

    /**
     * The schema of an id; empty when the registry has none.
     *
     * @throws IOException when the registry cannot be asked
     */
    Optional<Schema> schema(int id) throws IOException {
        Optional<Schema> known = schemas.get(id);
        if (known == null) {
            HttpResponse<String> answer = send(request("/schemas/ids/" + id).GET());
            if (answer.statusCode() == NOT_FOUND) {
                return Optional.empty(); // Not kept: it may be there a moment later.
            }
            known = Optional.of(new Schema.Parser().parse(field(answer, "schema")));
            schemas.put(id, known);
        }
        return known;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking the schema registry at " + address, e);
        } catch (IOException e) {
            throw new IOException("the schema registry at " + address + " does not answer: " + e, e);
        }
        if (answer.statusCode() != NOT_FOUND && answer.statusCode() / 100 != 2) {
            throw new IOException("the schema registry answered " + answer.statusCode() + " to "
                    + answer.request().uri() + ": " + Shown.text(answer.body()));
        }
        return answer;
    }

    /** A field of the answer's object; text for numbers too. */
    private static String field(HttpResponse<String> answer, String name) throws IOException {
        try (JsonParser json = JSON.createParser(answer.body())) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME
                        && depth == 1
                        && json.currentName().equals(name)) {
                    json.nextToken();
                    return json.getText();
                }
            }
        }
        throw new IOException("the schema registry's answer to "
                + answer.request().uri() + " has no " + name + ": " + Shown.text(answer.body()));
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
