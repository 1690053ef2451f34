package io.sinestream.job.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.schema.Codec;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshotSerializationUtil;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class CodecTypeInfoTest {
    /** A topic of words; what starts with a blank is malformed. */
    static final class WordCodec implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) throws MalformedRecordException {
            String word = new String(bytes, StandardCharsets.UTF_8);
            if (word.startsWith(" ")) {
                throw new MalformedRecordException(RejectReason.UNDECODABLE, "starts with a blank");
            }
            return word;
        }
    }

    /** Text in reverse: another topic. */
    static final class ReverseCodec implements Codec<String> {
        @Override
        public byte[] encode(String value) {
            return new StringBuilder(value).reverse().toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new StringBuilder(new String(bytes, StandardCharsets.UTF_8))
                    .reverse()
                    .toString();
        }
    }

    private final CodecTypeInfo<String> type = CodecTypeInfo.of(String.class, WordCodec::new);
    private final TypeSerializer<String> serializer = type.createSerializer(new SerializerConfigImpl());

    @Test
    void valuesComeBackOneAfterTheOther() throws Exception {
        assertThat(roundTrip(serializer, "a", "", "ünï")).containsExactly("a", "", "ünï");
        assertThat(roundTrip(serializer.duplicate(), "b")).containsExactly("b");
        assertThat(roundTrip(InstantiationUtil.clone(serializer), "c")).containsExactly("c");
    }

    @Test
    void bytesAreCopiedBetweenViewsAsTheyAre() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        serializer.serialize("word", out);
        DataOutputSerializer copy = new DataOutputSerializer(16);
        serializer.copy(new DataInputDeserializer(out.getCopyOfBuffer()), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
    }

    @Test
    void snapshotRestoresTheCodec() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        TypeSerializerSnapshotSerializationUtil.writeSerializerSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<String> read = TypeSerializerSnapshotSerializationUtil.readSerializerSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
        TypeSerializer<String> reverse =
                CodecTypeInfo.of(String.class, ReverseCodec::new).createSerializer(new SerializerConfigImpl());
        assertThat(reverse.snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isIncompatible())
                .isTrue();
    }

    @Test
    void malformedBytesFailWithTheCodecsReason() {
        assertThatThrownBy(() -> roundTrip(serializer, " blank"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("starts with a blank");
    }

    @Test
    void typeIsNamedAndComparedByItsClass() {
        assertThat(type)
                .isEqualTo(CodecTypeInfo.of(String.class, WordCodec::new))
                .hasToString("String");
        assertThat(type.hashCode())
                .isEqualTo(CodecTypeInfo.of(String.class, WordCodec::new).hashCode());
        assertThat(type.isKeyType()).isFalse();
        assertThat(ReadPlayTypeInfo.INSTANCE).isNotEqualTo(TrainingExampleTypeInfo.INSTANCE);
    }

    private static String[] roundTrip(TypeSerializer<String> serializer, String... words) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        for (String word : words) {
            serializer.serialize(word, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        String[] read = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            read[i] = serializer.deserialize(in);
        }
        return read;
    }
}
