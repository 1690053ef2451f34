package io.sinestream.schema;

/** Bytes on a topic that are not what the topic promises. Says why in a word and in a sentence. */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    public MalformedRecordException(RejectReason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public MalformedRecordException(RejectReason reason, String detail, Throwable cause) {
        super(detail, cause);
        this.reason = reason;
    }

    public RejectReason reason() {
        return reason;
    }
}
