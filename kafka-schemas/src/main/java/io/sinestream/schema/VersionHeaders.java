package io.sinestream.schema;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Epoch and model version as headers of every record of the output topics: eight bytes each, big-endian. Tombstones have
 * nothing else to tell a late one by.
 */
public final class VersionHeaders {
    public static final String EPOCH = "epoch";
    public static final String MODEL_VERSION = "model-version";

    private VersionHeaders() {}

    /** The headers of a record. */
    public static Headers of(long epoch, long modelVersion) {
        return new RecordHeaders().add(EPOCH, bytes(epoch)).add(MODEL_VERSION, bytes(modelVersion));
    }

    /** @throws MalformedRecordException when one is missing or not eight bytes long */
    public static Version read(Headers headers) throws MalformedRecordException {
        return new Version(number(EPOCH, headers), number(MODEL_VERSION, headers));
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static long number(String name, Headers headers) throws MalformedRecordException {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new MalformedRecordException(RejectReason.MISSING_FIELD, "header " + name + " is absent");
        }
        byte[] value = header.value();
        if (value.length != Long.BYTES) {
            throw new MalformedRecordException(
                    RejectReason.WRONG_TYPE,
                    "header " + name + " has " + value.length + " bytes, must have " + Long.BYTES);
        }
        return ByteBuffer.wrap(value).getLong();
    }
}
