package io.sinestream.schema;

/** What was played: only for a video is the watch ratio meaningful. Names are the wire values; never rename one. */
public enum ItemKind {
    VIDEO,
    LIVE,
    PHOTO_SET,
    AD
}
