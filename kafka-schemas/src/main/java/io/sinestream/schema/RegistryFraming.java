package io.sinestream.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * A topic's values as schema registries want them: a zero byte, the id of the writer's schema (four bytes, big-endian), the
 * body. The body is that of single-object encoding, so framing is all that differs. Not safe for several threads.
 */
final class RegistryFraming {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final SchemaHistory history;
    private final String subject;
    private final SchemaRegistry registry;
    private final Map<Integer, Optional<SchemaResolution>> resolutions = new HashMap<>();
    private final AvroInput in = new AvroInput();
    private int currentId = -1;

    /** @param subject under which the schema is registered, {@code <topic>-value} by custom */
    RegistryFraming(SchemaHistory history, String subject, SchemaRegistry registry) {
        this.history = history;
        this.subject = subject;
        this.registry = registry;
    }

    /** Neither single-object encoding nor JSON begins with a zero byte. */
    static boolean isFramed(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == MAGIC;
    }

    /**
     * Exchanges the header of single-object encoding.
     *
     * @throws UncheckedIOException when the schema cannot be registered
     */
    byte[] frame(byte[] singleObject) {
        if (currentId < 0) {
            try {
                currentId = registry.register(subject, history.current());
            } catch (IOException e) {
                throw new UncheckedIOException("the schema of " + subject + " is not registered: " + e.getMessage(), e);
            }
        }
        int from = history.header().length;
        return ByteBuffer.allocate(HEADER_BYTES + singleObject.length - from)
                .put(MAGIC)
                .putInt(currentId)
                .put(singleObject, from, singleObject.length - from)
                .array();
    }

    /**
     * The same value in single-object encoding of the current schema, whatever schema it was written with.
     *
     * @throws MalformedRecordException when it does not resolve, or its schema is not in the registry
     * @throws UncheckedIOException when the registry cannot be asked: then the record may well be good
     */
    byte[] unframe(byte[] framed) throws MalformedRecordException {
        if (framed.length < HEADER_BYTES) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, "a schema id is cut short: " + Shown.hex(framed));
        }
        Optional<SchemaResolution> resolution =
                resolution(ByteBuffer.wrap(framed).getInt(1));
        if (resolution.isEmpty()) {
            return withHeader(Arrays.copyOfRange(framed, HEADER_BYTES, framed.length));
        }
        in.reset(framed, HEADER_BYTES, framed.length);
        return withHeader(resolution.get().rewrite(framed, in));
    }

    private byte[] withHeader(byte[] body) {
        byte[] header = history.header();
        byte[] whole = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, whole, header.length, body.length);
        return whole;
    }

    /** From the schema of this id to the current one; empty when they are the same. */
    private Optional<SchemaResolution> resolution(int id) throws MalformedRecordException {
        Optional<SchemaResolution> known = resolutions.get(id);
        if (known != null) {
            return known;
        }
        try {
            Schema writer = registry.schema(id)
                    .orElseThrow(() -> new MalformedRecordException(
                            RejectReason.UNKNOWN_SCHEMA, "schema id " + id + " is not in the registry"));
            Schema current = history.current();
            boolean same = SchemaNormalization.parsingFingerprint64(writer)
                    == SchemaNormalization.parsingFingerprint64(current);
            Optional<SchemaResolution> resolution =
                    same ? Optional.empty() : Optional.of(new SchemaResolution(writer, current));
            resolutions.put(id, resolution);
            return resolution;
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        } catch (AvroRuntimeException e) {
            throw new MalformedRecordException(
                    RejectReason.UNKNOWN_SCHEMA,
                    "schema id " + id + " is no Avro schema: " + Shown.text(e.getMessage()),
                    e);
        }
    }
}
