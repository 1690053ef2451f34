package io.sinestream.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlayEventJsonTest {
    private static final String FULL =
            """
            {"eventId": "e1", "user": "u1", "item": 42, "eventTime": 1650000000123, "watchMs": 2900, "durationMs": 6000,
             "itemKind": "LIVE", "explicit": "LIKE", "impressionId": "i1"}
            """;
    private static final String PLAIN = "{'eventId':'e','user':'u','item':'v','eventTime':7,'watchMs':5%s}";

    private final PlayEventCodec codec = new PlayEventCodec();

    @Test
    void everyFieldIsRead() throws MalformedRecordException {
        assertThat(decode(FULL))
                .isEqualTo(new PlayEvent(
                        "e1", "u1", "42", 1650000000123L, 2900, 6000, ItemKind.LIVE, ExplicitFeedback.LIKE, "i1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", 'durationMs': null",
                ", 'itemKind': null, 'explicit': null, 'impressionId': null",
                ", 'caption': 'x', 'tags': [1, {'user': 'other'}], 'nested': {'item': {'eventTime': 1}}, 'ratio': NaN"
            })
    void optionalFieldsMayBeAbsentOrNullAndUnknownOnesAreIgnored(String more) throws MalformedRecordException {
        assertThat(decode(PLAIN.formatted(more))).isEqualTo(PlayEvent.video("e", "u", "v", 7, 5, -1));
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775807, 9223372036854775807",
        "1.65e12, 1650000000000",
        "3000.0, 3000",
        "-0.0, 0"
    })
    void wholeNumbersAreTimes(String number, long millis) throws MalformedRecordException {
        assertThat(decode(PLAIN.formatted(",'durationMs':" + number)).durationMillis())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1650000000.123",
                "0.5",
                "1e-3",
                "1e-999999999",
                "9223372036854775808",
                "-9223372036854775809",
                "1e19",
                "1e999999999",
                "NaN",
                "-Infinity",
                "'3000'",
                "true",
                "[1]",
                "{}"
            })
    void anythingElseIsNoTime(String value) {
        MalformedRecordException e = malformed(PLAIN.formatted(",'durationMs':" + value));
        assertThat(e.reason()).isEqualTo(RejectReason.WRONG_TYPE);
        assertThat(e).hasMessageStartingWith("durationMs must be a whole number of milliseconds in 64 bits, got ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'eventId':'e','item':'v','eventTime':7,'watchMs':5} | MISSING_FIELD | user is absent or null",
                "{'eventId':'e','user':null,'item':'v','eventTime':7,'watchMs':5} | MISSING_FIELD | user is absent or null",
                "{'eventId':'e','user':'u','eventTime':7,'watchMs':5} | MISSING_FIELD | item is absent or null",
                "{'eventId':'e','user':'u','item':'v','watchMs':5} | MISSING_FIELD | eventTime is absent or null",
                "{'eventId':'e','user':'u','item':'v','eventTime':7} | MISSING_FIELD | watchMs is absent or null",
                "{'user':'u','item':'v','eventTime':7,'watchMs':5} | MISSING_FIELD | eventId is absent or null",
                "{} | MISSING_FIELD | eventId is absent or null",
                "{'user':1.5} | WRONG_TYPE | user must be a string or an integer, got 1.5",
                "{'user':true} | WRONG_TYPE | user must be a string or an integer, got true",
                "{'item':{'id':1}} | WRONG_TYPE | item must be a string or an integer, got {",
                "{'itemKind':'video'} | WRONG_TYPE | itemKind must be one of [VIDEO, LIVE, PHOTO_SET, AD], got video",
                "{'explicit':1} | WRONG_TYPE | explicit must be one of [NONE, LIKE, FOLLOW, SHARE, DISLIKE, REPORT], got 1",
                "{'user':'\\ud800'} | BAD_ID | user has half a surrogate pair",
                "{'user':'\\udc00x'} | BAD_ID | user has half a surrogate pair",
                "{'user':'a','user':'b'} | UNDECODABLE | user appears twice",
                "{'user':'a' | UNDECODABLE | no sound JSON",
                "{'user' 'a'} | UNDECODABLE | no sound JSON",
                "{} {} | UNDECODABLE | more after the JSON object",
                "{}} | UNDECODABLE | no sound JSON",
                "[] | UNDECODABLE | neither Avro single-object encoding nor a JSON object: starts with 5b 5d",
                "hello | UNDECODABLE | neither Avro single-object encoding nor a JSON object: starts with 68 65 6c 6c 6f",
            })
    void theReasonNamesFieldAndValue(String json, RejectReason reason, String message) {
        MalformedRecordException e = malformed(json);
        assertThat(e).hasMessageStartingWith(message);
        assertThat(e.reason()).isEqualTo(reason);
    }

    @Test
    void longValuesAreShortenedInMessages() {
        MalformedRecordException e = malformed("{'explicit':'" + "x\\n".repeat(10_000) + "'}");
        assertThat(e.getMessage())
                .hasSizeLessThan(200)
                .endsWith("... (20000 characters)")
                .doesNotContain("\n");
    }

    @Test
    void anEventWithoutIdTakesTheCallersOnlyThen() throws MalformedRecordException {
        byte[] without = bytes("{'user':'u','item':'v','eventTime':7,'watchMs':5}");
        assertThat(codec.decode(without, () -> "play-events-0@17").eventId()).isEqualTo("play-events-0@17");
        assertThat(codec.decode(bytes(FULL), () -> "play-events-0@17").eventId())
                .isEqualTo("e1");
    }

    @Test
    void nothingAtAllIsEmpty() {
        for (byte[] nothing : new byte[][] {{}, bytes(" "), bytes("\r\n\t ")}) {
            assertThat(catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(nothing))
                            .reason())
                    .isEqualTo(RejectReason.EMPTY);
        }
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(null))
                        .reason())
                .isEqualTo(RejectReason.EMPTY);
    }

    @Test
    void whiteSpaceAroundTheObjectIsFine() throws MalformedRecordException {
        assertThat(decode("\r\n\t " + PLAIN.formatted("") + "\n").user()).isEqualTo("u");
    }

    @Test
    void bytesThatAreNotUtf8AreUndecodable() {
        byte[] json = bytes(PLAIN.formatted(""));
        json[new String(json, UTF_8).indexOf("\"u\"") + 1] = (byte) 0xFF;
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(json))
                        .reason())
                .isEqualTo(RejectReason.UNDECODABLE);
    }

    @Test
    void everyCutAndMutationIsMalformedOrAnEvent() {
        byte[] json = bytes(FULL);
        SplittableRandom random = new SplittableRandom(8);
        for (int length = 0; length < json.length - 2; length++) {
            byte[] cut = Arrays.copyOf(json, length);
            assertThat(catchThrowable(() -> codec.decode(cut))).isInstanceOf(MalformedRecordException.class);
        }
        for (int i = 0; i < 10_000; i++) {
            byte[] mutated = json.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                mutated[random.nextInt(json.length)] = (byte) random.nextInt();
            }
            Throwable thrown = catchThrowable(() -> codec.decode(mutated));
            if (thrown != null) {
                assertThat(thrown).isInstanceOf(MalformedRecordException.class);
            }
        }
    }

    @Test
    void deepNestingIsMalformedNotAnOverflow() {
        assertThat(malformed("{'x':" + "[".repeat(100_000)).reason()).isEqualTo(RejectReason.UNDECODABLE);
    }

    private PlayEvent decode(String json) throws MalformedRecordException {
        return codec.decode(bytes(json));
    }

    private MalformedRecordException malformed(String json) {
        return catchThrowableOfType(MalformedRecordException.class, () -> decode(json));
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(UTF_8);
    }
}
