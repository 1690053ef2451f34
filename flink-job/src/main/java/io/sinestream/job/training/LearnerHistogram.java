package io.sinestream.job.training;

/** What of the learner is shown as a histogram over its last values. Names go into metrics: never rename one. */
enum LearnerHistogram {
    FRESHNESS("freshnessMillis", "ms", "a user's vectors handed to the sink, after the job read the play"),
    EVENT_TO_VECTOR("eventToVectorMillis", "ms", "the same, after the play happened (event time)"),
    PUBLISHED_ERROR_RECENT(
            "publishedErrorMicrosUpTo10s",
            "millionths",
            "distance of the score by what is published from the model's, of tested views, user's vectors at most 10 s old"),
    PUBLISHED_ERROR_LATER("publishedErrorMicrosUpTo10min", "millionths", "the same, user's vectors at most 10 min old"),
    PUBLISHED_ERROR_OLD("publishedErrorMicrosOlder", "millionths", "the same, user's vectors older than that"),
    PUBLISHED_ITEM_ERROR(
            "publishedItemErrorPercent",
            "%",
            "the part of that error that comes from items' records, of its bound"
                    + " learner.publish-drift · (longest sub-interest · item's length + a quarter of the products' range)"),
    BATCH("batchMillis", "ms", "testing, training and emitting one full batch");

    private final String shortName;
    private final String unit;
    private final String meaning;

    LearnerHistogram(String shortName, String unit, String meaning) {
        this.shortName = shortName;
        this.unit = unit;
        this.meaning = meaning;
    }

    String shortName() {
        return shortName;
    }

    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }
}
