package io.sinestream.schema;

/** Gives one instance for texts that are the same from record to record, so that a million records hold one copy. */
final class RepeatedString {
    private String last = "";

    String of(String text) {
        if (!last.equals(text)) {
            last = text;
        }
        return last;
    }
}
