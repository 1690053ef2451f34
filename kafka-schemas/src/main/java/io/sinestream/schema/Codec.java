package io.sinestream.schema;

/**
 * Turns the values of one topic into bytes and back. Stateful (buffers are reused) and not safe for several threads: one
 * instance per thread.
 */
public interface Codec<T> {
    /** The wire form; the array is the caller's. */
    byte[] encode(T value);

    /** @throws MalformedRecordException when the bytes are not a record of this topic */
    T decode(byte[] bytes) throws MalformedRecordException;
}
