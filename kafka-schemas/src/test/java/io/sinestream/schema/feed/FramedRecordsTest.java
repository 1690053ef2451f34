package io.sinestream.schema.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.RegistryCodec;
import io.sinestream.schema.SchemaRegistry;
import io.sinestream.schema.Topics;
import io.sinestream.schema.VersionHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records framed for a schema registry, here one that knows the last schema it was given, whatever id it is asked for. */
class FramedRecordsTest {
    private static final String ITEMS = Topics.DEFAULT.itemEmbeddings();

    private final FeedState state = new FeedState(user -> true, Duration.ofDays(1));
    private final HttpServer server = newServer();
    private byte[] schema = new byte[0];

    @BeforeEach
    void start() {
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void framedAndUnframedRecordsAreReadWithARegistry() {
        FeedInput input = input(options().registry());
        assertThat(input.accept(record("a", framed("a")), 0)).isEqualTo(Applied.ACCEPTED);
        assertThat(input.accept(record("b", plain("b")), 0)).isEqualTo(Applied.ACCEPTED);
        assertThat(state.item("a")).isPresent();
        assertThat(state.item("b")).isPresent();
    }

    @Test
    void framedRecordsAreMalformedWithoutARegistry() {
        FeedInput input = input(FeedOptions.of("broker:9092").registry());
        assertThat(input.accept(record("a", framed("a")), 0)).isEqualTo(Applied.MALFORMED);
        assertThat(input.accept(record("b", plain("b")), 0)).isEqualTo(Applied.ACCEPTED);
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        FeedOptions options =
                FeedOptions.of("broker:9092").withClient(Map.of(FeedOptions.REGISTRY_URL, "http://a:b@registry"));
        assertThatIllegalArgumentException()
                .isThrownBy(options::registry)
                .withMessageStartingWith("the registry's address must be http://host:port/path or https");
    }

    private FeedOptions options() {
        return FeedOptions.of("broker:9092").withClient(Map.of(FeedOptions.REGISTRY_URL, address()));
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private FeedInput input(@Nullable SchemaRegistry registry) {
        return new FeedInput(Topics.DEFAULT, state, FeedListener.NONE, registry);
    }

    private byte[] framed(String item) {
        SchemaRegistry registry = new SchemaRegistry(URI.create(address()), null);
        return RegistryCodec.of(new ItemEmbeddingCodec(), ITEMS, registry).encode(Records.item(item, 1, 1));
    }

    private static byte[] plain(String item) {
        return new ItemEmbeddingCodec().encode(Records.item(item, 1, 1));
    }

    private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
        return new ConsumerRecord<>(
                ITEMS,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key.getBytes(UTF_8),
                value,
                VersionHeaders.of(1, 1),
                Optional.empty());
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] answer = schema;
        if (exchange.getRequestMethod().equals("POST")) {
            schema = exchange.getRequestBody().readAllBytes();
            answer = "{\"id\":1}".getBytes(UTF_8);
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
