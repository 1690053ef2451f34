package io.sinestream.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads play events written as JSON objects, field names as in the Avro schema. Ids may be integers; times must be whole
 * numbers (a fraction usually means seconds); fields it does not know are ignored.
 */
final class PlayEventJson {
    /** NaN is let through the tokenizer so that the message can name its field. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    /** What has been read of the current object. */
    private @Nullable String eventId;

    private @Nullable String user;
    private @Nullable String item;
    private @Nullable Long eventTime;
    private @Nullable Long watch;
    private @Nullable Long duration;
    private @Nullable ItemKind kind;
    private @Nullable ExplicitFeedback explicit;
    private @Nullable String impressionId;

    PlayEvent decode(byte[] bytes, @Nullable Supplier<String> fallbackId) throws MalformedRecordException {
        clear();
        try (JsonParser parser = JSON.createParser(bytes)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                readField(field, parser);
            }
            if (parser.nextToken() != null) {
                throw new MalformedRecordException(RejectReason.UNDECODABLE, "more after the JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException(
                    RejectReason.UNDECODABLE, "no sound JSON: " + Shown.text(e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, "no sound JSON: not UTF-8", e);
        }
        return event(fallbackId);
    }

    private void clear() {
        eventId = null;
        user = null;
        item = null;
        eventTime = null;
        watch = null;
        duration = null;
        kind = null;
        explicit = null;
        impressionId = null;
    }

    private void readField(String field, JsonParser parser) throws IOException, MalformedRecordException {
        switch (field) {
            case "eventId" -> eventId = once(field, eventId, id(field, parser));
            case "user" -> user = once(field, user, id(field, parser));
            case "item" -> item = once(field, item, id(field, parser));
            case "eventTime" -> eventTime = once(field, eventTime, millis(field, parser));
            case "watchMs" -> watch = once(field, watch, millis(field, parser));
            case "durationMs" -> duration = once(field, duration, millis(field, parser));
            case "itemKind" -> kind = once(field, kind, constant(field, ItemKind.values(), parser));
            case "explicit" -> explicit = once(field, explicit, constant(field, ExplicitFeedback.values(), parser));
            case "impressionId" -> impressionId = once(field, impressionId, id(field, parser));
            default -> parser.skipChildren();
        }
    }

    private PlayEvent event(@Nullable Supplier<String> fallbackId) throws MalformedRecordException {
        if (eventId == null && fallbackId != null) {
            eventId = fallbackId.get();
        }
        return new PlayEvent(
                required("eventId", eventId),
                required("user", user),
                required("item", item),
                required("eventTime", eventTime),
                required("watchMs", watch),
                duration == null ? PlayEvent.NO_DURATION : duration,
                kind == null ? ItemKind.VIDEO : kind,
                explicit == null ? ExplicitFeedback.NONE : explicit,
                impressionId);
    }

    private static <T> T required(String field, @Nullable T value) throws MalformedRecordException {
        if (value == null) {
            throw new MalformedRecordException(RejectReason.MISSING_FIELD, field + " is absent or null");
        }
        return value;
    }

    private static <T> @Nullable T once(String field, @Nullable T before, @Nullable T value)
            throws MalformedRecordException {
        if (before != null) {
            throw new MalformedRecordException(RejectReason.UNDECODABLE, field + " appears twice");
        }
        return value;
    }

    private static @Nullable String id(String field, JsonParser parser) throws IOException, MalformedRecordException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> wellFormed(field, parser.getText());
            case VALUE_NUMBER_INT -> parser.getText();
            default -> throw wrongType(field, "a string or an integer", parser);
        };
    }

    /** An escape can spell half a surrogate pair, which has no UTF-8: two such ids would become one on Kafka. */
    private static String wellFormed(String field, String id) throws MalformedRecordException {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || ++i == id.length() || !Character.isLowSurrogate(id.charAt(i))) {
                    throw new MalformedRecordException(RejectReason.BAD_ID, field + " has half a surrogate pair");
                }
            }
        }
        return id;
    }

    private static @Nullable Long millis(String field, JsonParser parser) throws IOException, MalformedRecordException {
        String wanted = "a whole number of milliseconds in 64 bits";
        try {
            return switch (parser.currentToken()) {
                case VALUE_NULL -> null;
                case VALUE_NUMBER_INT -> parser.getLongValue();
                case VALUE_NUMBER_FLOAT -> exactLong(parser);
                default -> throw wrongType(field, wanted, parser);
            };
        } catch (InputCoercionException | ArithmeticException | NumberFormatException e) {
            throw wrongType(field, wanted, parser);
        }
    }

    /** 1.65e12 and 3000.0 are whole; the range is checked first, since expanding 1e999999999 would fill the memory. */
    private static long exactLong(JsonParser parser) throws IOException {
        double approximate = parser.getDoubleValue();
        if (!(Math.abs(approximate) < 0x1p63)) {
            throw new ArithmeticException("out of range");
        }
        BigDecimal exact = parser.getDecimalValue();
        if (exact.signum() != 0 && Math.abs(approximate) < 1) {
            throw new ArithmeticException("a fraction");
        }
        return exact.longValueExact();
    }

    private static <E extends Enum<E>> @Nullable E constant(String field, E[] constants, JsonParser parser)
            throws IOException, MalformedRecordException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            String name = parser.getText();
            for (E constant : constants) {
                if (constant.name().equals(name)) {
                    return constant;
                }
            }
        }
        throw wrongType(field, "one of " + Arrays.toString(constants), parser);
    }

    private static MalformedRecordException wrongType(String field, String wanted, JsonParser parser)
            throws IOException {
        return new MalformedRecordException(
                RejectReason.WRONG_TYPE, field + " must be " + wanted + ", got " + Shown.text(parser.getText()));
    }
}
