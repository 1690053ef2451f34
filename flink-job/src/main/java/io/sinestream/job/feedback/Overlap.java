package io.sinestream.job.feedback;

import java.util.Locale;

/** What a play is that is both long for its video and short by the clock: most of a video of a few seconds. */
public enum Overlap {
    POSITIVE(Feedback.EFFECTIVE_VIEW),
    SKIP(Feedback.SKIP),
    NEUTRAL(Feedback.NEUTRAL);

    private final Feedback feedback;

    Overlap(Feedback feedback) {
        this.feedback = feedback;
    }

    Feedback feedback() {
        return feedback;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
