package io.sinestream.job.count;

/** Something counted; implemented by enums. Names go into state, metrics and reports: never rename one. */
public interface Countable {
    /** The metric group. */
    String group();

    /** The name within its group, as metrics show it. */
    String shortName();

    /** The name in state and reports: group, dot, short name. */
    default String reportName() {
        return group() + "." + shortName();
    }

    /** What is counted, in a sentence without its full stop. */
    String meaning();
}
