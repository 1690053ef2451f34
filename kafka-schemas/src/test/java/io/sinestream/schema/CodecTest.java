package io.sinestream.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every codec against Avro's own reader and writer, and against bytes that are broken. */
class CodecTest {
    private static final int RECORDS = 100;

    @ParameterizedTest
    @MethodSource("io.sinestream.schema.CodecCase#all")
    <T> void writesWhatAvroReads(CodecCase<T> c) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < RECORDS; i++) {
            T value = c.sample().apply(random);
            byte[] bytes = c.codec().encode(value);
            assertThat(Arrays.copyOf(bytes, 2)).containsExactly(0xC3, 0x01);
            assertThat(Arrays.copyOfRange(bytes, 2, AvroReference.HEADER_BYTES))
                    .isEqualTo(AvroReference.fingerprint(c.schema()));
            assertThat(AvroReference.decode(c.schema(), bytes)).isEqualTo(asRead(value, c.schema()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.sinestream.schema.CodecCase#all")
    <T> void readsWhatAvroWrites(CodecCase<T> c) throws IOException, MalformedRecordException {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < RECORDS; i++) {
            T value = c.sample().apply(random);
            byte[] bytes = AvroReference.encode(c.schema(), GenericRecords.of(value, c.schema()));
            assertThat(c.codec().decode(bytes)).usingRecursiveComparison().isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("io.sinestream.schema.CodecCase#all")
    <T> void everyWayToCutARecordIsMalformed(CodecCase<T> c) {
        byte[] bytes = c.codec().encode(c.sample().apply(new SplittableRandom(3)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            RejectReason reason = reasonOf(c, cut);
            assertThat(reason)
                    .as("first %s of %s bytes", length, bytes.length)
                    .isEqualTo(length == 0 ? RejectReason.EMPTY : RejectReason.UNDECODABLE);
        }
        assertThat(reasonOf(c, Arrays.copyOf(bytes, bytes.length + 1))).isEqualTo(RejectReason.UNDECODABLE);
    }

    /** What still decodes after a mutation must be what Avro reads there. */
    @ParameterizedTest
    @MethodSource("io.sinestream.schema.CodecCase#all")
    <T> void everyBitChangedIsMalformedOrReadAsAvroDoes(CodecCase<T> c) throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        byte[] bytes = c.codec().encode(c.sample().apply(random));
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] mutated = bytes.clone();
                mutated[at] ^= (byte) (1 << bit);
                requireSound(c, mutated);
            }
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] mutated = c.codec().encode(c.sample().apply(random));
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                mutated[random.nextInt(AvroReference.HEADER_BYTES, mutated.length)] = (byte) random.nextInt();
            }
            requireSound(c, mutated);
        }
    }

    @ParameterizedTest
    @MethodSource("io.sinestream.schema.CodecCase#all")
    <T> void noLengthMakesItAllocate(CodecCase<T> c) {
        byte[] bytes = c.codec().encode(c.sample().apply(new SplittableRandom(5)));
        // 2^31 - 1 as a zigzag varint, written over every place of the record in turn.
        byte[] huge = {(byte) 0xFE, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x0F};
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int at = AvroReference.HEADER_BYTES; at + huge.length <= bytes.length; at++) {
            byte[] hostile = bytes.clone();
            System.arraycopy(huge, 0, hostile, at, huge.length);
            long before = threads.getCurrentThreadAllocatedBytes();
            outcomeOf(c, hostile);
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("length at %s", at)
                    .isLessThan(100_000);
        }
    }

    @ParameterizedTest
    @MethodSource("io.sinestream.schema.CodecCase#all")
    <T> void anUnknownFingerprintIsAnUnknownSchema(CodecCase<T> c) {
        byte[] bytes = c.codec().encode(c.sample().apply(new SplittableRandom(6)));
        bytes[5] ^= 1;
        assertThat(reasonOf(c, bytes)).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
    }

    private static <T> void requireSound(CodecCase<T> c, byte[] bytes) throws IOException {
        if (outcomeOf(c, bytes) instanceof Decoded<?> decoded) {
            assertThat(AvroReference.decode(c.schema(), bytes)).isEqualTo(asRead(decoded.value(), c.schema()));
        }
    }

    /** Only a {@link MalformedRecordException} may come out; anything else fails the test. */
    private static <T> Object outcomeOf(CodecCase<T> c, byte[] bytes) {
        try {
            return new Decoded<>(c.codec().decode(bytes));
        } catch (MalformedRecordException e) {
            return e;
        }
    }

    private record Decoded<T>(T value) {}

    private static <T> RejectReason reasonOf(CodecCase<T> c, byte[] bytes) {
        MalformedRecordException e = catchThrowableOfType(
                MalformedRecordException.class, () -> c.codec().decode(bytes));
        assertThat(e).isNotNull();
        return e.reason();
    }

    /** Through Avro's bytes once, so that texts have the class that Avro reads them with. */
    private static GenericRecord asRead(Object value, Schema schema) throws IOException {
        return AvroReference.decode(schema, AvroReference.encode(schema, GenericRecords.of(value, schema)));
    }
}
