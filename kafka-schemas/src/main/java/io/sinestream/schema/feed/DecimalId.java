package io.sinestream.schema.feed;

/** Ids that are numbers: most platforms' are, and eight bytes hold one where its text takes about fifty. */
final class DecimalId {
    /** Stands for a text that is no number, or not as {@link Long#toString} would write it. */
    static final long NONE = -1;

    private static final int MAX_DIGITS = 18;

    private DecimalId() {}

    /** The number whose text this is, else {@link #NONE}. */
    static long of(String id) {
        int length = id.length();
        if (length == 0 || length > MAX_DIGITS || (length > 1 && id.charAt(0) == '0')) {
            return NONE;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
