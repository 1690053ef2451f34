package io.sinestream.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "1763720000000, 12345", "-1, -9223372036854775808", "9223372036854775807, 1"})
    void aVersionComesBack(long epoch, long modelVersion) throws MalformedRecordException {
        assertThat(VersionHeaders.read(VersionHeaders.of(epoch, modelVersion)))
                .isEqualTo(new Version(epoch, modelVersion));
    }

    @Test
    void aVersionIsBigEndian() {
        assertThat(VersionHeaders.of(258, 1).lastHeader("epoch").value()).containsExactly(0, 0, 0, 0, 0, 0, 1, 2);
    }

    @Test
    void epochsCountBeforeModelVersions() {
        assertThat(Stream.of(new Version(2, 1), new Version(1, 9), new Version(2, 0))
                        .sorted())
                .containsExactly(new Version(1, 9), new Version(2, 0), new Version(2, 1));
    }

    @Test
    void aMissingVersionIsNamed() {
        Headers headers = VersionHeaders.of(1, 2).remove("model-version");
        MalformedRecordException e =
                catchThrowableOfType(MalformedRecordException.class, () -> VersionHeaders.read(headers));
        assertThat(e.reason()).isEqualTo(RejectReason.MISSING_FIELD);
        assertThat(e).hasMessage("header model-version is absent");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 9})
    void aVersionOfAnotherLengthIsMalformed(int length) {
        Headers headers = VersionHeaders.of(1, 2).remove("epoch").add("epoch", new byte[length]);
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> VersionHeaders.read(headers)))
                .hasMessage("header epoch has " + length + " bytes, must have 8");
    }

    @Test
    void aRejectedPlayComesBackWithItsOriginalBytes() throws MalformedRecordException {
        RejectedPlay play = new RejectedPlay(
                new byte[] {1}, "{\"user\"".getBytes(UTF_8), RejectReason.UNDECODABLE, "ü: cut", "play-events", 3, 77);
        assertThat(RejectedPlayRecords.of(consumed(RejectedPlayRecords.toRecord("rejected", play))))
                .usingRecursiveComparison()
                .isEqualTo(play);
    }

    @Test
    void aRejectedPlayKeepsTheHeadersItHadEvenOfOurNames() throws MalformedRecordException {
        RejectedPlay play = new RejectedPlay(
                new byte[] {1},
                new byte[] {2},
                List.of(
                        new KeptHeader("reason", "mine".getBytes(UTF_8)),
                        new KeptHeader("history", new byte[0]),
                        new KeptHeader("history", new byte[] {3})),
                RejectReason.BAD_ID,
                "why",
                "play-events",
                3,
                77);
        assertThat(RejectedPlayRecords.of(consumed(RejectedPlayRecords.toRecord("rejected", play))))
                .usingRecursiveComparison()
                .isEqualTo(play);
    }

    @Test
    void aRejectedPlayMayHaveNeitherKeyNorValue() throws MalformedRecordException {
        RejectedPlay play = empty();
        assertThat(RejectedPlayRecords.of(consumed(RejectedPlayRecords.toRecord("rejected", play))))
                .usingRecursiveComparison()
                .isEqualTo(play);
    }

    @ParameterizedTest
    @CsvSource({
        "reason, NONSENSE, header reason is no known reason: NONSENSE",
        "source-partition, 2147483648, header source-partition must be a whole number",
        "source-offset, -1, header source-offset must be a whole number",
        "source-offset, x, header source-offset must be a whole number",
        "detail,, header detail is absent"
    })
    void aRejectedPlayOfSomebodyElseIsMalformed(String header, @Nullable String value, String message) {
        RejectedPlay play = empty();
        ProducerRecord<byte[], byte[]> record = RejectedPlayRecords.toRecord("rejected", play);
        record.headers().remove(header);
        if (value != null) {
            record.headers().add(header, value.getBytes(UTF_8));
        }
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> RejectedPlayRecords.of(consumed(record))))
                .hasMessageStartingWith(message);
    }

    /** NullAway overlooks @Nullable on an array in a class file. */
    @SuppressWarnings("NullAway")
    private static RejectedPlay empty() {
        return new RejectedPlay(null, null, RejectReason.EMPTY, "no value", "play-events", 0, 0);
    }

    private static ConsumerRecord<byte[], byte[]> consumed(ProducerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                5,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }
}
