package io.sinestream.job.count;

/** Something counted; implemented by enums. Names go into state, metrics and reports: never rename one. */
public interface Countable {
    /** The name within its group, as metrics show it. */
    String shortName();

    /** The name in reports. */
    default String reportName() {
        return "events." + shortName();
    }
}
