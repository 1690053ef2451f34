package io.sinestream.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registry's framing, against a server that answers as the API says. The real Apicurio is in the integration tests. */
class RegistryCodecTest {
    private static final PlayEvent PLAY = PlayEvent.video("e1", "u1", "v9", 1_750_000_000_000L, 9_100, 12_000);
    private static final int ID = 70_001;
    private static final int ONE_MORE_FIELD = 8;

    private final List<String> requests = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server = newServer();

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
    void valueIsAZeroByteTheIdAndTheBody() throws Exception {
        byte[] framed = codec(null).encode(PLAY);

        ByteBuffer bytes = ByteBuffer.wrap(framed);
        assertThat(bytes.get()).isZero();
        assertThat(bytes.getInt()).isEqualTo(ID);
        GenericRecord read = new GenericDatumReader<GenericRecord>(current())
                .read(null, DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null));
        assertThat(read.get("item")).hasToString("v9");
        assertThat(requests).singleElement().asString().startsWith("POST /subjects/plays-value/versions {");
    }

    @Test
    void framedAndUnframedValuesAreRead() throws Exception {
        RegistryCodec<PlayEvent> codec = codec(null);
        assertThat(codec.decode(codec.encode(PLAY))).isEqualTo(PLAY);
        assertThat(codec.decode(codec.encode(PLAY))).isEqualTo(PLAY);
        assertThat(codec.decode(new PlayEventCodec().encode(PLAY))).isEqualTo(PLAY);
        assertThat(requests).hasSize(2); // Registered once, asked for once.
    }

    @Test
    void schemaOfSomebodyElseIsResolved() throws Exception {
        Schema theirs = oneMoreField();
        GenericRecord record = new GenericData.Record(theirs);
        GenericRecord ours = new GenericDatumReader<GenericRecord>(current()).read(null, body());
        current().getFields().forEach(field -> record.put(field.name(), ours.get(field.name())));
        record.put("city", "Wien");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                ByteBuffer.allocate(5).put((byte) 0).putInt(ONE_MORE_FIELD).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(theirs).write(record, encoder);

        assertThat(codec(null).decode(bytes.toByteArray())).isEqualTo(PLAY);
    }

    @Test
    void unknownIdIsTheRecordsFault() {
        byte[] framed = {0, 0, 0, 0, 99, 1};
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec(null).decode(framed))
                .withMessage("schema id 99 is not in the registry")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA));
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> codec(null).decode(new byte[] {0, 1}));
    }

    @Test
    void registryThatIsAwayIsNotTheRecordsFault() {
        byte[] framed = codec(null).encode(PLAY);
        RegistryCodec<PlayEvent> late = codec("anna:geheim");
        server.stop(0);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> late.decode(framed))
                .withMessageContaining("does not answer")
                .withMessageNotContaining("geheim");
    }

    @Test
    void passwordGoesToTheRegistryAndNowhereElse() {
        codec("anna:geheim").encode(PLAY);
        assertThat(authorizations).containsExactly("Basic YW5uYTpnZWhlaW0=");
        assertThat(new SchemaRegistry(address(), "anna:geheim"))
                .hasToString(address().toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SchemaRegistry(URI.create("http://anna:geheim@host"), null))
                .withMessageNotContaining("geheim");
    }

    private RegistryCodec<PlayEvent> codec(@Nullable String userInfo) {
        return RegistryCodec.of(new PlayEventCodec(), "plays", new SchemaRegistry(address(), userInfo));
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static Schema current() {
        return SchemaHistory.of("play-events").current();
    }

    private static Decoder body() {
        byte[] bytes = new PlayEventCodec().encode(PLAY);
        return DecoderFactory.get().binaryDecoder(bytes, 10, bytes.length - 10, null);
    }

    private static Schema oneMoreField() {
        Schema current = current();
        List<Schema.Field> fields = new ArrayList<>();
        current.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        fields.add(new Schema.Field("city", Schema.create(Schema.Type.STRING)));
        return Schema.createRecord(current.getName(), null, current.getNamespace(), false, fields);
    }

    private static HttpServer newServer() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null) {
            authorizations.add(authorization);
        }
        String path = exchange.getRequestURI().getPath();
        byte[] answer;
        int status = 200;
        if (path.endsWith("/versions")) {
            answer = ("{\"id\":" + ID + "}").getBytes(UTF_8);
        } else if (path.equals("/schemas/ids/" + ID)) {
            answer = schema(current());
        } else if (path.equals("/schemas/ids/" + ONE_MORE_FIELD)) {
            answer = schema(oneMoreField());
        } else {
            status = 404;
            answer = "{\"error_code\":40403,\"message\":\"Schema not found\"}".getBytes(UTF_8);
        }
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static byte[] schema(Schema schema) {
        return ("{\"schema\":\"" + schema.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"}")
                .getBytes(UTF_8);
    }
}
