package io.sinestream.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;

/**
 * Reads Avro's binary encoding from an array it does not own. Every length is checked against what is left before anything
 * is allocated, so hostile bytes cost no more memory than they take; every fault is a {@link MalformedRecordException}
 * that names the field. Reused from record to record.
 */
final class AvroInput {
    private static final int MAX_VARINT_BYTES = 10;
    private static final char REPLACEMENT = '\uFFFD';
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int pos;
    private int end;

    void reset(byte[] source, int from, int to) {
        bytes = source;
        pos = from;
        end = to;
    }

    int position() {
        return pos;
    }

    long readLong(String field) throws MalformedRecordException {
        if (pos < end && bytes[pos] >= 0) {
            long b = bytes[pos++];
            return (b >>> 1) ^ -(b & 1);
        }
        return readLongBytes(field);
    }

    private long readLongBytes(String field) throws MalformedRecordException {
        long zigzag = 0;
        int p = pos;
        for (int i = 0; i < MAX_VARINT_BYTES; i++) {
            if (p >= end) {
                throw cutShort(field);
            }
            byte b = bytes[p++];
            zigzag |= (b & 0x7fL) << (7 * i);
            if (b >= 0) {
                pos = p;
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        throw new MalformedRecordException(
                RejectReason.UNDECODABLE, field + ": a number of more than " + MAX_VARINT_BYTES + " bytes at " + pos);
    }

    int readInt(String field) throws MalformedRecordException {
        long value = readLong(field);
        if (value != (int) value) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, field + ": " + value + " does not fit a 32-bit int");
        }
        return (int) value;
    }

    /** An index below {@code bound}: of an enum's symbols or a union's branches. */
    int readIndex(String field, int bound) throws MalformedRecordException {
        long index = readLong(field);
        if (index < 0 || index >= bound) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, field + ": index " + index + " is not between 0 and " + (bound - 1));
        }
        return (int) index;
    }

    boolean readBoolean(String field) throws MalformedRecordException {
        require(field, 1);
        byte b = bytes[pos];
        if (b != 0 && b != 1) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, field + ": " + b + " is no boolean");
        }
        pos++;
        return b == 1;
    }

    float readFloat(String field) throws MalformedRecordException {
        require(field, Float.BYTES);
        int bits = (bytes[pos] & 0xff)
                | (bytes[pos + 1] & 0xff) << 8
                | (bytes[pos + 2] & 0xff) << 16
                | (bytes[pos + 3] & 0xff) << 24;
        pos += Float.BYTES;
        return Float.intBitsToFloat(bits);
    }

    String readString(String field) throws MalformedRecordException {
        int length = readLength(field);
        String text = new String(bytes, pos, length, UTF_8);
        // Free for Latin-1 text, which cannot hold the replacement character.
        if (text.indexOf(REPLACEMENT) >= 0) {
            requireUtf8(field, length);
        }
        pos += length;
        return text;
    }

    /** A bytes field of little-endian float32. */
    float[] readFloats(String field) throws MalformedRecordException {
        int length = readLength(field);
        if (length % Float.BYTES != 0) {
            throw new MalformedRecordException(
                    RejectReason.BAD_VECTOR, field + ": " + length + " bytes are no whole number of float32");
        }
        float[] floats = new float[length / Float.BYTES];
        ByteBuffer.wrap(bytes, pos, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(floats);
        pos += length;
        return floats;
    }

    /**
     * How many elements the next block of an array or map holds; 0 at its end. At most what is left, for elements that
     * take at least a byte each.
     */
    int readBlock(String field) throws MalformedRecordException {
        long count = readLong(field);
        if (count < 0) {
            readLength(field);
            count = -count;
        }
        if (count < 0 || count > end - pos) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, field + ": " + count + " elements in " + (end - pos) + " bytes");
        }
        return (int) count;
    }

    void skip(String field, int length) throws MalformedRecordException {
        require(field, length);
        pos += length;
    }

    /** The length of the bytes that follow, which are there. */
    int readLength(String field) throws MalformedRecordException {
        long length = readLong(field);
        if (length < 0 || length > end - pos) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, field + ": length " + length + " but " + (end - pos) + " bytes are left");
        }
        return (int) length;
    }

    void requireEnd() throws MalformedRecordException {
        if (pos != end) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, (end - pos) + " bytes too many after the last field");
        }
    }

    private void require(String field, int length) throws MalformedRecordException {
        if (length > end - pos) {
            throw cutShort(field);
        }
    }

    private MalformedRecordException cutShort(String field) {
        return new MalformedRecordException(
                RejectReason.UNDECODABLE, field + ": the record is cut short, it ends after " + end + " bytes");
    }

    private void requireUtf8(String field, int length) throws MalformedRecordException {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, pos, length));
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, field + ": not UTF-8", e);
        }
    }
}
