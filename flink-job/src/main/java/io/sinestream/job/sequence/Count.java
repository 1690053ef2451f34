package io.sinestream.job.sequence;

/** What is counted of the events. Names go into state, metrics and reports; never rename one. */
public enum Count {
    /** Effective views, duplicates aside; so for the next two: the three sum up to the events that were no duplicates. */
    EFFECTIVE_VIEW("effectiveView"),
    SKIP("skip"),
    NEUTRAL("neutral"),
    /** Events whose id the user's state remembers; nothing else is done with them. */
    DUPLICATE("duplicate"),
    /** Events strictly earlier than the user's newest, put where they belong. */
    LATE("late"),
    /** Events too old to be put anywhere, dropped. */
    TOO_LATE("tooLate"),
    /** Skips dropped because a run of them grew too long. */
    SKIP_DROPPED("skipDropped");

    private final String shortName;

    Count(String shortName) {
        this.shortName = shortName;
    }

    /** The name within the group of events. */
    public String shortName() {
        return shortName;
    }

    /** The name in reports: {@code events.} and the short name. */
    public String reportName() {
        return "events." + shortName;
    }
}
