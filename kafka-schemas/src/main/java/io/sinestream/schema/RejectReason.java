package io.sinestream.schema;

/** Why a record was rejected. Names are the wire values; never rename one. */
public enum RejectReason {
    /** No value at all. */
    EMPTY,
    /** Neither Avro single-object encoding nor a JSON object, or cut short. */
    UNDECODABLE,
    /** Avro single-object encoding with a schema fingerprint nobody told us about. */
    UNKNOWN_SCHEMA,
    /** A field is absent or null that must be there. */
    MISSING_FIELD,
    /** A field holds a value of another type. */
    WRONG_TYPE,
    /** An id is empty, longer than allowed, or no text that UTF-8 can carry. */
    BAD_ID,
    /** Watch time negative or longer than anyone watches. */
    ABSURD_WATCH_TIME,
    /** Event time before the year 2000 or further in the future than the allowed clock skew. */
    ABSURD_EVENT_TIME,
    /** The record is larger than allowed. */
    OVERSIZE,
    /** A vector of another length than its axes say, or with a number that is not finite. */
    BAD_VECTOR
}
