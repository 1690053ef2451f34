package io.sinestream.job.feedback;

/** The label rules one can choose. */
public enum RuleName {
    WATCH_RATIO("watch-ratio"),
    VALID_PLAY("valid-play"),
    LONG_VIEW("long-view"),
    BUCKET_THRESHOLDS("bucket-thresholds");

    private final String text;

    RuleName(String text) {
        this.text = text;
    }

    /** As written in an option. */
    @Override
    public String toString() {
        return text;
    }
}
