package io.sinestream.job.sequence;

import io.sinestream.job.count.Countable;
import io.sinestream.job.feedback.Feedback;

/**
 * What is counted of events and users. Names go into state, metrics and reports; never rename one.
 *
 * <p>Every event is exactly one of effective view, skip, neutral, duplicate, superseded and history.
 */
public enum Count implements Countable {
    EFFECTIVE_VIEW("events", "effectiveView", "plays that are effective views"),
    SKIP("events", "skip", "plays that are skips"),
    NEUTRAL("events", "neutral", "plays that are neither"),
    /** Also counted by its label. */
    OVERLAP(
            "events",
            "overlap",
            "plays long enough for a view and short enough for a skip, of videos of a few seconds"),
    HISTORY("events", "history", "views from before the stream, which fill windows only"),
    /** Nothing else is done with them. */
    DUPLICATE("events", "duplicate", "events whose id the user's state remembers"),
    /** Where the label changes, the change is in the labels' counts. */
    SUPERSEDED("events", "superseded", "reports of an impression beyond its first"),
    LATE("events", "late", "events earlier than the user's newest, put where they belong"),
    LATE_VIEW(
            "events", "lateView", "late views that were not trained: their user had a newer one, the window has both"),
    TOO_LATE("events", "tooLate", "events too old to be put anywhere, dropped"),
    CORRECTED(
            "events", "corrected", "reports that changed a label after it was trained: only the window was corrected"),
    SKIP_DROPPED("events", "skipDropped", "skips dropped because a run of them grew too long"),
    REFRESHED("users", "refreshed", "encodings of users who stayed away, asked for"),
    USER("users", "inState", "users who have state"),
    USER_EXPIRED("users", "expired", "users who started anew after a long absence");

    private final String group;
    private final String shortName;
    private final String meaning;

    Count(String group, String shortName, String meaning) {
        this.group = group;
        this.shortName = shortName;
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    static Count of(Feedback feedback) {
        return switch (feedback) {
            case EFFECTIVE_VIEW -> EFFECTIVE_VIEW;
            case SKIP, STRONG_SKIP -> SKIP;
            case NEUTRAL -> NEUTRAL;
        };
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public String shortName() {
        return shortName;
    }
}
