package io.sinestream.job.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Epoch and model version as record headers, eight bytes each, big-endian. */
final class VersionHeaders {
    private VersionHeaders() {}

    static Headers of(long epoch, long modelVersion) {
        return new RecordHeaders().add("epoch", bytes(epoch)).add("model-version", bytes(modelVersion));
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }
}
