package io.sinestream.model.sine;

/** A saved model cannot be used: it is damaged, or another than the one asked for. The message says which and what to do. */
public final class UnusableModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableModelException(String message) {
        super(message);
    }

    public UnusableModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
