package io.sinestream.job.feed;

import java.util.Locale;

/** What a play event needs from a log. */
public enum LogColumn {
    USER,
    ITEM,
    TIME,
    WATCH,
    DURATION;

    /** The name in {@code --columns}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
