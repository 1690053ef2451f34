package io.sinestream.job.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sinestream.job.kafka.RawPlay;
import io.sinestream.schema.ExplicitFeedback;
import io.sinestream.schema.ItemKind;
import io.sinestream.schema.KeptHeader;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Records of a play topic as hostile as they come: every even one is sound, every odd one has its bytes, a field or its
 * schema mutated (which may leave it sound by chance). Half are Avro, half JSON.
 */
final class FuzzedPlays {
    static final long NOW = 1_750_000_000_000L;

    /** What stands where a value of another kind belongs, or in no field at all. */
    private static final String[] JSON_VALUES = {
        "null",
        "true",
        "\"\"",
        "\" \"",
        "\"17\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "NaN",
        "-Infinity",
        "1e999999999",
        "1e-400",
        "0.5",
        "3000.0",
        "-1",
        "0",
        "1",
        "1650000000",
        "9223372036854775807",
        "92233720368547758070",
        "{}",
        "{\"a\":{\"b\":[]}}",
        "[]",
        "[1,",
        "\"LIKE\"",
        "\"VIDEO\"",
        "\"" + "x".repeat(300) + "\"",
        "\"\uD83D\uDE00\"",
        "01",
        "",
    };

    private static final String[] FIELDS = {
        "eventId", "user", "item", "eventTime", "watchMs", "durationMs", "itemKind", "explicit", "impressionId", "other"
    };

    private static final long[] LONGS = {
        Long.MIN_VALUE, -1, 0, 1, 1_650_000_000L, NOW, NOW + 86_400_000L, Long.MAX_VALUE
    };

    /** A tracer's, and one that is called as one of ours. */
    private static final List<KeptHeader> HEADERS =
            List.of(new KeptHeader("trace", new byte[] {0, -1}), new KeptHeader("reason", "of my own".getBytes(UTF_8)));

    private static final List<ItemKind> KINDS = List.of(ItemKind.values());
    private static final List<ExplicitFeedback> REACTIONS = List.of(ExplicitFeedback.values());

    private static final int OVERSIZE = 70_000;
    private static final int HEADER = 10;

    private final SplittableRandom random;
    private final PlayEventCodec codec = new PlayEventCodec();
    private long count;

    FuzzedPlays(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next record; those at even offsets are sound. */
    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    RawPlay next() {
        long offset = count++;
        boolean sound = offset % 2 == 0;
        return new RawPlay(
                sound || random.nextInt(8) > 0 ? "user".getBytes(UTF_8) : null,
                sound ? sound(offset) : mutated(offset),
                "play-events",
                (int) (offset % 3),
                offset,
                offset % 7 == 0 ? HEADERS : List.of());
    }

    private byte[] sound(long offset) {
        return random.nextBoolean()
                ? codec.encode(event(offset))
                : json(offset, -1, "").getBytes(UTF_8);
    }

    @SuppressWarnings("NullAway") // It does not see that an array may be null.
    private byte @Nullable [] mutated(long offset) {
        return switch (random.nextInt(10)) {
            case 0 -> blank();
            case 1 -> noise();
            case 2, 3, 4 -> bytesMutated(sound(offset));
            case 5 -> schemaMutated(codec.encode(event(offset)));
            case 6, 7 -> codec.encode(absurd(event(offset)));
            default ->
                json(offset, random.nextInt(FIELDS.length), JSON_VALUES[random.nextInt(JSON_VALUES.length)])
                        .getBytes(UTF_8);
        };
    }

    private byte @Nullable [] blank() {
        String[] blanks = {"", " ", "\n\t \r"};
        int which = random.nextInt(blanks.length + 1);
        return which == blanks.length ? null : blanks[which].getBytes(UTF_8);
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(100) == 0 ? OVERSIZE : random.nextInt(1, 80)];
        random.nextBytes(bytes);
        if (random.nextInt(3) == 0) {
            bytes[0] = '{';
        }
        return bytes;
    }

    /** Up to four of: a byte changed, bytes cut off, bytes put in, a stretch doubled. */
    private byte[] bytesMutated(byte[] sound) {
        byte[] bytes = sound;
        for (int i = random.nextInt(1, 5); i > 0 && bytes.length > 1; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes = Arrays.copyOf(bytes, at);
                case 2 -> bytes = inserted(bytes, at, new byte[] {(byte) random.nextInt(), (byte) random.nextInt()});
                default -> bytes = inserted(bytes, at, Arrays.copyOfRange(bytes, 0, at));
            }
        }
        return bytes;
    }

    private static byte[] inserted(byte[] bytes, int at, byte[] more) {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, longer, at, more.length);
        System.arraycopy(bytes, at, longer, at + more.length, bytes.length - at);
        return longer;
    }

    /** Marker and fingerprint of the writer's schema. */
    private byte[] schemaMutated(byte[] sound) {
        sound[random.nextInt(HEADER)] ^= (byte) (1 << random.nextInt(8));
        return sound;
    }

    private PlayEvent event(long offset) {
        return new PlayEvent(
                "event-" + offset,
                "user-" + random.nextInt(1000),
                random.nextBoolean() ? Integer.toString(random.nextInt()) : "clip-\u00e9\u4e2d",
                NOW - random.nextInt(1_000_000),
                random.nextInt(60_000),
                random.nextInt(4) == 0 ? PlayEvent.NO_DURATION : random.nextInt(60_000),
                KINDS.get(random.nextInt(KINDS.size())),
                REACTIONS.get(random.nextInt(REACTIONS.size())),
                random.nextBoolean() ? null : "impression-" + offset);
    }

    private PlayEvent absurd(PlayEvent event) {
        String id =
                random.nextBoolean() ? "" : "y".repeat(random.nextInt(200, random.nextInt(50) == 0 ? OVERSIZE : 400));
        long number = LONGS[random.nextInt(LONGS.length)];
        int field = random.nextInt(7);
        return new PlayEvent(
                field == 0 ? id : event.eventId(),
                field == 1 ? id : event.user(),
                field == 2 ? id : event.item(),
                field == 3 ? number : event.eventTimeMillis(),
                field == 4 ? number : event.watchMillis(),
                field == 5 ? number : event.durationMillis(),
                event.kind(),
                event.explicit(),
                field == 6 ? id : event.impressionId());
    }

    /**
     * A JSON event whose field of that index has another value.
     *
     * @param value an empty one leaves the field out, or for one time in two writes it without a value
     */
    private String json(long offset, int changed, String value) {
        String[] sound = {
            "\"event-" + offset + '"',
            Integer.toString(random.nextInt()),
            "\"clip-" + random.nextInt(50) + '"',
            Long.toString(NOW - random.nextInt(1_000_000)),
            Integer.toString(random.nextInt(60_000)),
            Integer.toString(random.nextInt(60_000)),
            "\"VIDEO\"",
            "\"NONE\"",
            "null",
            "[{\"deep\":[[[\"" + new String(new byte[] {(byte) random.nextInt('a', 'z')}, ISO_8859_1) + "\"]]]}]",
        };
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < FIELDS.length; i++) {
            String shown = i == changed ? value : sound[i];
            if (shown.isEmpty() && random.nextBoolean()) {
                continue;
            }
            json.append(json.length() > 1 ? "," : "")
                    .append('"')
                    .append(FIELDS[i])
                    .append("\":")
                    .append(shown);
        }
        return json.append('}').toString();
    }
}
