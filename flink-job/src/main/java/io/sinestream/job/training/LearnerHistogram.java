package io.sinestream.job.training;

/** What of the learner is shown as a histogram over its last values. Names go into metrics: never rename one. */
enum LearnerHistogram {
    FRESHNESS("freshnessMillis", "a user's vectors handed to the sink, after the job read the play"),
    EVENT_TO_VECTOR("eventToVectorMillis", "the same, after the play happened (event time)"),
    BATCH("batchMillis", "testing, training and emitting one full batch");

    private final String shortName;
    private final String meaning;

    LearnerHistogram(String shortName, String meaning) {
        this.shortName = shortName;
        this.meaning = meaning;
    }

    String shortName() {
        return shortName;
    }

    String meaning() {
        return meaning;
    }
}
