package io.sinestream.job.sequence;

import io.sinestream.model.ItemKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The window's older part: pairs of an effective view's item and the skip right before it, oldest first, nothing else. All
 * keys have the same number of bytes, as few as the largest needs; all ones stand for no skip. Small numbers as ids take two
 * or three bytes, hashed ids eight.
 */
final class OlderViews {
    /** What is remembered between events; the bytes are the store's. */
    interface Store {
        byte @Nullable [] read();

        void write(byte[] bytes);
    }

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int VERSION = 1;
    private static final int HEADER = 2;
    private static final byte[] EMPTY = {VERSION, 1};

    private final byte[] bytes;

    /** @param value null for no views */
    OlderViews(byte @Nullable [] value) {
        bytes = value == null ? EMPTY : value;
        if (bytes[0] != VERSION) {
            throw new IllegalStateException("window has version " + bytes[0] + ", known is " + VERSION
                    + ": restore with the version of the job that wrote it");
        }
    }

    int size() {
        return (bytes.length - HEADER) / (2 * width());
    }

    /** Copies the newest n pairs to the arrays' beginning. */
    void copyNewest(int n, long[] items, long[] skips) {
        copy(size() - n, n, items, skips);
    }

    /** Copies n pairs from a position on to the arrays' beginning. */
    void copy(int from, int n, long[] items, long[] skips) {
        int width = width();
        int at = HEADER + 2 * width * from;
        int i = 0;
        if (width == Long.BYTES) { // all ones are what stands for no skip already
            for (; i < n; i++, at += 2 * Long.BYTES) {
                items[i] = (long) LONG.get(bytes, at);
                skips[i] = (long) LONG.get(bytes, at + Long.BYTES);
            }
        }
        for (; i < n; i++, at += 2 * width) {
            items[i] = key(at, width);
            skips[i] = key(at + width, width);
        }
    }

    /** The item of the pair at a position. */
    long item(int i) {
        return key(HEADER + 2 * width() * i, width());
    }

    /** The bytes of these pairs. */
    static byte[] toBytes(int n, long[] items, long[] skips) {
        int width = width(n, items, skips);
        byte[] bytes = new byte[HEADER + 2 * width * n];
        bytes[0] = VERSION;
        bytes[1] = (byte) width;
        int at = HEADER;
        for (int i = 0; i < n; i++) {
            put(bytes, at, width, items[i]);
            put(bytes, at + width, width, skips[i]);
            at += 2 * width;
        }
        return bytes;
    }

    private int width() {
        return bytes[1];
    }

    /** Little-endian; all ones are {@link ItemKey#NONE}. */
    private long key(int at, int width) {
        long ones = -1L >>> (8 * (Long.BYTES - width));
        long key = at + Long.BYTES <= bytes.length ? (long) LONG.get(bytes, at) & ones : lastKey(at, width);
        return key == ones ? ItemKey.NONE : key;
    }

    /** A key so near the end that eight bytes would not fit. */
    private long lastKey(int at, int width) {
        long key = 0;
        for (int i = at + width - 1; i >= at; i--) {
            key = (key << 8) | (bytes[i] & 0xff);
        }
        return key;
    }

    private static void put(byte[] bytes, int at, int width, long key) {
        for (int i = 0; i < width; i++) {
            bytes[at + i] = (byte) (key >>> (8 * i));
        }
    }

    private static int width(int n, long[] items, long[] skips) {
        long largest = 0;
        for (int i = 0; i < n; i++) {
            largest |= items[i];
            largest |= skips[i] == ItemKey.NONE ? 0 : skips[i];
        }
        // One more than the largest must fit, since all ones are taken; negative keys are hashes and need all eight.
        long needed = largest < 0 ? -1 : largest + 1;
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(needed) + 7) / 8);
    }
}
