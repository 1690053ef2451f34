package io.sinestream.job.sequence;

import io.sinestream.job.count.Countable;
import io.sinestream.job.feedback.Feedback;

/**
 * What is counted of events and users. Names go into state, metrics and reports; never rename one.
 *
 * <p>Every event is exactly one of effective view, skip, neutral, duplicate, superseded and history.
 */
public enum Count implements Countable {
    EFFECTIVE_VIEW("events", "effectiveView"),
    SKIP("events", "skip"),
    NEUTRAL("events", "neutral"),
    /** Views from before the stream, which fill windows only. */
    HISTORY("events", "history"),
    /** Events whose id the user's state remembers; nothing else is done with them. */
    DUPLICATE("events", "duplicate"),
    /** Reports of an impression beyond its first; where the label changes, the change is in the labels' counts. */
    SUPERSEDED("events", "superseded"),
    /** Events strictly earlier than the user's newest, put where they belong. */
    LATE("events", "late"),
    /** Events too old to be put anywhere, dropped. */
    TOO_LATE("events", "tooLate"),
    /** Reports that changed a label after it was trained: only the window could be corrected. */
    CORRECTED("events", "corrected"),
    /** Skips dropped because a run of them grew too long. */
    SKIP_DROPPED("events", "skipDropped"),
    /** Users who have state. */
    USER("users", "inState"),
    /** Users who started anew after a long absence. */
    USER_EXPIRED("users", "expired");

    private final String group;
    private final String shortName;

    Count(String group, String shortName) {
        this.group = group;
        this.shortName = shortName;
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
