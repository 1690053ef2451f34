package io.sinestream.schema;

/**
 * Bytes on a topic that are not what the topic promises. Says why in a word and in a sentence; has no stack trace, since
 * broken records come in floods.
 */
public final class MalformedRecordException extends Exception {
    private static final long serialVersionUID = 1L;

    private final RejectReason reason;

    public MalformedRecordException(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    public MalformedRecordException(RejectReason reason, String detail, Throwable cause) {
        super(detail, cause, false, false);
        this.reason = reason;
    }

    /** The word. */
    public RejectReason reason() {
        return reason;
    }
}
