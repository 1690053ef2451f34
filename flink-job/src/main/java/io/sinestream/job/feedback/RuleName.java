package io.sinestream.job.feedback;

/** The label rules one can choose. */
public enum RuleName {
    WATCH_RATIO("watch-ratio", false),
    VALID_PLAY("valid-play", false),
    LONG_VIEW("long-view", false),
    BUCKET_THRESHOLDS("bucket-thresholds", false),
    BUCKET_QUANTILE("bucket-quantile", true),
    WTG("wtg", true),
    D2Q("d2q", true),
    D2CO("d2co", true);

    private final String text;
    private final boolean learned;

    RuleName(String text, boolean learned) {
        this.text = text;
        this.learned = learned;
    }

    /** Whether its thresholds come from the plays themselves. */
    boolean isLearned() {
        return learned;
    }

    /** As written in an option. */
    @Override
    public String toString() {
        return text;
    }
}
