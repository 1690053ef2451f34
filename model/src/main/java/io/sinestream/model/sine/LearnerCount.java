package io.sinestream.model.sine;

/** What is counted of the learner. Names go into state, metrics and reports: never rename one. */
public enum LearnerCount {
    STEPS("steps", "model.steps", "training steps taken: the model version"),
    EXAMPLES_TRAINED("examplesTrained", "examples.trained", "examples inside those steps"),
    EXAMPLES_REHEARSED(
            "examplesRehearsed", "examples.rehearsed", "remembered examples inside those steps, learned again"),
    VECTORS_PUBLISHED("vectorsPublished", "vectors.published", "user vectors handed on"),
    ITEMS_PUBLISHED("itemsPublished", "items.published", "item vectors handed on"),
    DROPPED_STEPS("droppedSteps", "model.droppedSteps", "steps not taken because a loss or gradient was not finite"),
    UNTESTABLE_VIEWS(
            "untestableViews",
            "model.untestableViews",
            "views that a score which is not finite kept from being tested"),
    PUBLISHING_PAUSES(
            "publishingPauses",
            "model.publishingPauses",
            "how often publishing paused because test-then-train quality fell below random"),
    VECTORS_WITHHELD(
            "vectorsWithheld",
            "vectors.withheld",
            "user vectors not handed on: publishing was paused, or they were not finite"),
    USERS_FORGOTTEN(
            "usersForgotten",
            "users.forgotten",
            "users whose vectors were withdrawn: they asked for it or were away for too long"),
    ITEMS_ADMITTED("itemsAdmitted", "items.admitted", "items that got a row of their own"),
    ITEMS_EXPIRED("itemsExpired", "items.expired", "items freed because nobody saw them for too long"),
    ITEMS_EVICTED("itemsEvicted", "items.evicted", "items freed because there were too many"),
    KEY_COLLISIONS(
            "keyCollisions", "items.keyCollisions", "how often a hashed key met a second id: their items share a row");

    private final String shortName;
    private final String reportName;
    private final String meaning;

    LearnerCount(String shortName, String reportName, String meaning) {
        this.shortName = shortName;
        this.reportName = reportName;
        this.meaning = meaning;
    }

    /** What is counted, in a sentence without its full stop. */
    public String meaning() {
        return meaning;
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
