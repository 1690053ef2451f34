package io.sinestream.schema;

/** What the user did besides watching. Names are the wire values; never rename one. */
public enum ExplicitFeedback {
    NONE,
    LIKE,
    FOLLOW,
    SHARE,
    DISLIKE,
    REPORT
}
