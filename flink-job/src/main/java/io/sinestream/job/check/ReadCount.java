package io.sinestream.job.check;

import io.sinestream.job.count.Countable;
import io.sinestream.schema.RejectReason;

/** What is counted where play events are read. */
public enum ReadCount implements Countable {
    READ("read", "records read from the topic of plays; each is rejected, a request to forget or handed on"),
    REJECTED("rejected", "records rejected, for whatever reason"),
    FORGET_REQUESTS("forgetRequests", "requests to forget a user"),
    REJECTED_EMPTY("rejectedEmpty", "rejected: neither key nor value"),
    REJECTED_UNDECODABLE("rejectedUndecodable", "rejected: neither Avro nor JSON of a play"),
    REJECTED_UNKNOWN_SCHEMA("rejectedUnknownSchema", "rejected: Avro of a schema this build does not know"),
    REJECTED_MISSING_FIELD("rejectedMissingField", "rejected: a field that must be there is not"),
    REJECTED_WRONG_TYPE("rejectedWrongType", "rejected: a field of another type"),
    REJECTED_BAD_ID("rejectedBadId", "rejected: an empty, overlong or unprintable id"),
    REJECTED_ABSURD_WATCH_TIME("rejectedAbsurdWatchTime", "rejected: a watch time or duration nobody can have"),
    REJECTED_ABSURD_EVENT_TIME("rejectedAbsurdEventTime", "rejected: an event time too far from now"),
    REJECTED_OVERSIZE("rejectedOversize", "rejected: more bytes than a play may have"),
    REJECTED_BAD_VECTOR("rejectedBadVector", "rejected: a vector that is none");

    private final String shortName;
    private final String meaning;

    ReadCount(String shortName, String meaning) {
        this.shortName = shortName;
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public String group() {
        return "events";
    }

    @Override
    public String shortName() {
        return shortName;
    }

    /** The count of rejections for that reason. */
    public static ReadCount of(RejectReason reason) {
        return valueOf("REJECTED_" + reason.name());
    }
}
