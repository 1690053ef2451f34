package io.sinestream.job.feedback;

import java.io.Serializable;

/** How watch time becomes a label. Has no state: the same numbers give the same label on every machine. */
public interface LabelRule extends Serializable {
    /** Name and version, such as {@code watch-ratio/1}; travels with every label. */
    String id();

    /**
     * @param watchMillis not negative
     * @param durationMillis below 1 when unknown
     */
    Feedback label(long watchMillis, long durationMillis);
}
