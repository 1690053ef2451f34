package io.sinestream.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Writes Avro's binary encoding into a buffer that grows and is reused from record to record. */
final class AvroOutput {
    private static final int FIRST_CAPACITY = 256;
    private static final int MAX_VARINT_BYTES = 10;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    void reset() {
        size = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    void writeRaw(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, size, source.length);
        size += source.length;
    }

    /** Avro's int and long, enum and union index alike: zigzag, seven bits a byte. */
    void writeLong(long value) {
        reserve(MAX_VARINT_BYTES);
        long zigzag = (value << 1) ^ (value >> 63);
        while ((zigzag & ~0x7fL) != 0) {
            bytes[size++] = (byte) (zigzag | 0x80);
            zigzag >>>= 7;
        }
        bytes[size++] = (byte) zigzag;
    }

    void writeBoolean(boolean value) {
        reserve(1);
        bytes[size++] = (byte) (value ? 1 : 0);
    }

    void writeFloat(float value) {
        reserve(Float.BYTES);
        int bits = Float.floatToRawIntBits(value);
        for (int i = 0; i < Float.BYTES; i++) {
            bytes[size++] = (byte) (bits >>> (8 * i));
        }
    }

    void writeString(String text) {
        byte[] utf8 = text.getBytes(UTF_8);
        writeLong(utf8.length);
        writeRaw(utf8);
    }

    /** A bytes field of little-endian float32. */
    void writeFloats(float[] floats) {
        int length = Math.multiplyExact(floats.length, Float.BYTES);
        writeLong(length);
        reserve(length);
        ByteBuffer.wrap(bytes, size, length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .put(floats);
        size += length;
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * bytes.length)));
        }
    }
}
