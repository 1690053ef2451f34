package io.sinestream.schema;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Values as they appear in messages: shortened, on one line. */
final class Shown {
    private static final int MAX_CHARS = 60;
    private static final int MAX_BYTES = 10;

    private Shown() {}

    static String text(@Nullable CharSequence value) {
        if (value == null) {
            return "null";
        }
        int shown = Math.min(value.length(), MAX_CHARS);
        StringBuilder line = new StringBuilder(shown + 24);
        for (int i = 0; i < shown; i++) {
            char c = value.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        if (shown < value.length()) {
            line.append("... (").append(value.length()).append(" characters)");
        }
        return line.toString();
    }

    static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, MAX_BYTES));
    }
}
