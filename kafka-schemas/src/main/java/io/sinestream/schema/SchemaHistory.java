package io.sinestream.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every schema a topic has had. The newest is written; records of the others are resolved to it. Frames records in Avro's
 * single-object encoding: C3 01, the CRC-64-AVRO fingerprint of the writer's schema (little-endian), the body.
 *
 * <p>Versions are resources {@code <topic>/1.avsc}, {@code <topic>/2.avsc} and so on without a gap. A version that was
 * ever released stays as it is.
 */
final class SchemaHistory {
    private static final byte MAGIC_0 = (byte) 0xC3;
    private static final byte MAGIC_1 = 1;
    private static final int FINGERPRINT_AT = 2;
    private static final int HEADER_BYTES = FINGERPRINT_AT + Long.BYTES;

    private final Schema current;
    private final long currentFingerprint;
    private final byte[] header;
    private final Map<Long, SchemaResolution> past = new HashMap<>();

    SchemaHistory(List<Schema> oldestFirst) {
        current = oldestFirst.get(oldestFirst.size() - 1);
        currentFingerprint = SchemaNormalization.parsingFingerprint64(current);
        header = ByteBuffer.allocate(HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC_0)
                .put(MAGIC_1)
                .putLong(currentFingerprint)
                .array();
        for (Schema schema : oldestFirst.subList(0, oldestFirst.size() - 1)) {
            past.put(SchemaNormalization.parsingFingerprint64(schema), new SchemaResolution(schema, current));
        }
    }

    /** The schemas in this class's package under the topic's name. */
    static SchemaHistory of(String topic) {
        return new SchemaHistory(versions(topic));
    }

    /** All versions, oldest first. */
    static List<Schema> versions(String topic) {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream in = SchemaHistory.class.getResourceAsStream(topic + "/" + version + ".avsc")) {
                if (in == null) {
                    break;
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return versions;
    }

    Schema current() {
        return current;
    }

    /** What every record starts with; not to be written to. */
    byte[] header() {
        return header;
    }

    static boolean isSingleObject(byte[] bytes) {
        return bytes.length >= FINGERPRINT_AT && bytes[0] == MAGIC_0 && bytes[1] == MAGIC_1;
    }

    /** Points {@code in} at the body, as the current schema writes it. */
    void open(byte[] bytes, AvroInput in) throws MalformedRecordException {
        if (bytes.length == 0) {
            throw new MalformedRecordException(RejectReason.EMPTY, "the value has no bytes");
        }
        if (!isSingleObject(bytes) || bytes.length < HEADER_BYTES) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, "no Avro single-object encoding: starts with " + Shown.hex(bytes));
        }
        long fingerprint = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(FINGERPRINT_AT);
        if (fingerprint == currentFingerprint) {
            in.reset(bytes, HEADER_BYTES, bytes.length);
            return;
        }
        SchemaResolution resolution = past.get(fingerprint);
        if (resolution == null) {
            throw new MalformedRecordException(
                    RejectReason.UNKNOWN_SCHEMA,
                    "schema fingerprint " + Long.toHexString(fingerprint) + " is not one of " + current.getFullName()
                            + "'s; this reader may be older than the writer");
        }
        in.reset(bytes, HEADER_BYTES, bytes.length);
        byte[] body = resolution.rewrite(bytes, in);
        in.reset(body, 0, body.length);
    }
}
