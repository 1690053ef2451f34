package io.sinestream.model.sine;

/** What is counted of the learner. Names go into state, metrics and reports: never rename one. */
public enum LearnerCount {
    /** Training steps taken: the model version. */
    STEPS("steps", "model.steps"),
    /** Examples inside those steps. */
    EXAMPLES_TRAINED("examplesTrained", "examples.trained"),
    /** User vectors handed on. */
    VECTORS_PUBLISHED("vectorsPublished", "vectors.published"),
    /** Item vectors handed on. */
    ITEMS_PUBLISHED("itemsPublished", "items.published"),
    /** Steps not taken because a loss or gradient was not finite. */
    DROPPED_STEPS("droppedSteps", "model.droppedSteps"),
    /** Views that a score which is not finite kept from being tested. */
    UNTESTABLE_VIEWS("untestableViews", "model.untestableViews"),
    /** How often publishing paused because test-then-train quality fell below random. */
    PUBLISHING_PAUSES("publishingPauses", "model.publishingPauses"),
    /** User vectors not handed on: publishing was paused, or they were not finite. */
    VECTORS_WITHHELD("vectorsWithheld", "vectors.withheld"),
    /** Users whose vectors were withdrawn: they asked for it or were away for too long. */
    USERS_FORGOTTEN("usersForgotten", "users.forgotten"),
    /** Items that got a row of their own. */
    ITEMS_ADMITTED("itemsAdmitted", "items.admitted"),
    /** Items freed because nobody saw them for too long. */
    ITEMS_EXPIRED("itemsExpired", "items.expired"),
    /** Items freed because there were too many. */
    ITEMS_EVICTED("itemsEvicted", "items.evicted"),
    /** How often a hashed key met a second id: their items share a row. */
    KEY_COLLISIONS("keyCollisions", "items.keyCollisions");

    private final String shortName;
    private final String reportName;

    LearnerCount(String shortName, String reportName) {
        this.shortName = shortName;
        this.reportName = reportName;
    }

    /** The name in state and metrics. */
    public String shortName() {
        return shortName;
    }

    /** The name in reports. */
    public String reportName() {
        return reportName;
    }
}
