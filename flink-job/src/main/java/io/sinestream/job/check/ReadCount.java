package io.sinestream.job.check;

import io.sinestream.job.count.Countable;
import io.sinestream.schema.RejectReason;

/** What is counted where play events are read. */
public enum ReadCount implements Countable {
    /** Every record of the topic; each is rejected or handed on. */
    READ("read"),
    REJECTED("rejected"),
    /** Requests to forget a user. */
    FORGET_REQUESTS("forgetRequests"),
    REJECTED_EMPTY("rejectedEmpty"),
    REJECTED_UNDECODABLE("rejectedUndecodable"),
    REJECTED_UNKNOWN_SCHEMA("rejectedUnknownSchema"),
    REJECTED_MISSING_FIELD("rejectedMissingField"),
    REJECTED_WRONG_TYPE("rejectedWrongType"),
    REJECTED_BAD_ID("rejectedBadId"),
    REJECTED_ABSURD_WATCH_TIME("rejectedAbsurdWatchTime"),
    REJECTED_ABSURD_EVENT_TIME("rejectedAbsurdEventTime"),
    REJECTED_OVERSIZE("rejectedOversize"),
    REJECTED_BAD_VECTOR("rejectedBadVector");

    private final String shortName;

    ReadCount(String shortName) {
        this.shortName = shortName;
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
