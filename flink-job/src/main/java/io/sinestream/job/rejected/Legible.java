package io.sinestream.job.rejected;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEventCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A record's bytes as a person can read them, on one short line: the event they decode to, else text, else hex. */
final class Legible {
    private static final int MAX_CHARS = 200;
    private static final int MAX_BYTES = 60;

    private final PlayEventCodec codec = new PlayEventCodec();

    String value(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "none";
        }
        String text = text(bytes);
        if (text != null) {
            return shortened(text);
        }
        try {
            return shortened(codec.decode(bytes).toString());
        } catch (MalformedRecordException e) {
            return hex(bytes);
        }
    }

    static String key(byte @Nullable [] bytes) {
        if (bytes == null) {
            return "none";
        }
        String text = text(bytes);
        return text == null ? hex(bytes) : shortened(text);
    }

    /** Null for bytes that are no text. */
    private static @Nullable String text(byte[] bytes) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.chars().anyMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c)) ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_CHARS
                ? line
                : line.substring(0, MAX_CHARS) + "... (" + line.length() + " characters)";
    }

    private static String hex(byte[] bytes) {
        String start = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, MAX_BYTES));
        return "bytes " + start + (bytes.length <= MAX_BYTES ? "" : " ... (" + bytes.length + " bytes)");
    }
}
