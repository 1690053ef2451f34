package io.sinestream.job.embedded;

/**
 * What the person who started the run can put right. The message is one line: the option or field, the value received and
 * the next step. It is shown without a stack trace.
 */
public final class BadUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadUsageException(String message) {
        super(message);
    }

    public BadUsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
