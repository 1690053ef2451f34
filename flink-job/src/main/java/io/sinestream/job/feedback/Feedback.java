package io.sinestream.job.feedback;

/**
 * What a play says about the video. An enum rather than a sealed interface: it has no data, Java 17 can switch over it, and
 * labelling allocates nothing. Names go into state and metrics; never rename one.
 */
public enum Feedback {
    /** Watched enough to count as liked: becomes history and a training target. */
    EFFECTIVE_VIEW,
    /** Passive-negative feedback: swiped away within the first seconds. */
    SKIP,
    /** Explicit negative feedback, however long it was watched. */
    STRONG_SKIP,
    /** Neither; takes no part in learning and does not separate a skip from the view after it. */
    NEUTRAL;

    public boolean isEffectiveView() {
        return this == EFFECTIVE_VIEW;
    }

    /** Plain or strong. */
    public boolean isSkip() {
        return this == SKIP || this == STRONG_SKIP;
    }
}
