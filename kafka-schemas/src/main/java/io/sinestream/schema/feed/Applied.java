package io.sinestream.schema.feed;

/** What became of a record. */
public enum Applied {
    /** It is what the feed now has of its key. */
    ACCEPTED,
    /** A tombstone: the feed no longer has its key. */
    REMOVED,
    /** Older than what the feed has of its key. */
    STALE,
    /** Of another lineage than the newest epoch's. */
    FOREIGN_LINEAGE,
    /** Of the right lineage, but of another number of sub-interests or width, or a fusion this reader does not know. */
    MISMATCHED,
    /** Of a user this feed was asked not to hold. */
    NOT_HELD,
    /** Unreadable: broken, of a newer schema, or a tombstone without version headers. */
    MALFORMED
}
