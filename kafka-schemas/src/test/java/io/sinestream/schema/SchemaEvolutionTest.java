package io.sinestream.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Records of past schemas are read by Avro's rules of resolution. */
class SchemaEvolutionTest {
    /** As a past version might have been: other order, narrower types, fewer fields, one field too many. */
    private static final Schema PAST = new Schema.Parser()
            .parse(
                    """
            {"type": "record", "name": "PlayEvent", "namespace": "io.sinestream", "fields": [
              {"name": "item", "type": "string"},
              {"name": "user", "type": "string"},
              {"name": "device", "type": "string"},
              {"name": "eventId", "type": "string"},
              {"name": "watchMs", "type": "int"},
              {"name": "tags", "type": {"type": "array", "items": "string"}},
              {"name": "eventTime", "type": "long"}]}
            """);

    private static final Schema CURRENT = SchemaHistory.of("play-events").current();
    private final PlayEventCodec codec = new PlayEventCodec(new SchemaHistory(List.of(PAST, CURRENT)));

    @Test
    void aPastRecordIsResolvedAndMissingFieldsTakeTheirDefaults() throws IOException, MalformedRecordException {
        assertThat(codec.decode(pastRecord()))
                .isEqualTo(PlayEvent.video("e1", "ü", "42", 1_650_000_000_000L, 2900, -1));
    }

    @Test
    void currentRecordsAreReadBesidePastOnes() throws IOException, MalformedRecordException {
        PlayEvent event = Samples.play(new SplittableRandom(1));
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
        assertThat(codec.decode(pastRecord()).item()).isEqualTo("42");
        assertThat(codec.decode(codec.encode(event))).isEqualTo(event);
    }

    @Test
    void aPastRecordCutOrMutatedIsMalformed() throws IOException {
        byte[] bytes = pastRecord();
        SplittableRandom random = new SplittableRandom(7);
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            MalformedRecordException e = catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(cut));
            assertThat(e.reason()).isEqualTo(RejectReason.UNDECODABLE);
        }
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = bytes.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                mutated[random.nextInt(AvroReference.HEADER_BYTES, bytes.length)] = (byte) random.nextInt();
            }
            Throwable thrown = catchThrowable(() -> codec.decode(mutated));
            assertThat(thrown == null || thrown instanceof MalformedRecordException)
                    .as("%s gives %s", Arrays.toString(mutated), thrown)
                    .isTrue();
        }
    }

    @Test
    void withoutThePastSchemaTheRecordIsOfAnUnknownOne() throws IOException {
        byte[] bytes = pastRecord();
        MalformedRecordException e =
                catchThrowableOfType(MalformedRecordException.class, () -> new PlayEventCodec().decode(bytes));
        assertThat(e.reason()).isEqualTo(RejectReason.UNKNOWN_SCHEMA);
        assertThat(e).hasMessageContaining("io.sinestream.PlayEvent");
    }

    static Stream<String> topics() {
        return Stream.of("play-events", "user-sub-interests", "item-embeddings", "sine-model");
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyFieldSaysWhatItIs(String topic) {
        assertThat(SchemaHistory.of(topic).current().getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theCurrentSchemaReadsEveryVersionAndIsReadByIt(String topic) throws IOException {
        Schema current = SchemaHistory.of(topic).current();
        for (Schema version : SchemaHistory.versions(topic)) {
            assertThat(compatibility(current, version)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatibility(version, current)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    /** A released version never changes: its fingerprint is in records that are still around. */
    @ParameterizedTest
    @CsvSource({
        "play-events, 1, 8a4fd3604ad03247",
        "user-sub-interests, 1, 7ca5742e6ddd6926",
        "item-embeddings, 1, 35cb3b53d2a53ae7",
        "sine-model, 1, 214fffc4e6378f2c"
    })
    void releasedVersionsKeepTheirFingerprint(String topic, int version, String fingerprint) {
        Schema schema = SchemaHistory.versions(topic).get(version - 1);
        assertThat(Long.toHexString(SchemaNormalization.parsingFingerprint64(schema)))
                .isEqualTo(fingerprint);
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static byte[] pastRecord() throws IOException {
        GenericRecord record = new GenericRecordBuilder(PAST)
                .set("item", "42")
                .set("user", "ü")
                .set("device", "phone")
                .set("eventId", "e1")
                .set("watchMs", 2900)
                .set("tags", List.of("a", "b"))
                .set("eventTime", 1_650_000_000_000L)
                .build();
        return AvroReference.encode(PAST, record);
    }
}
