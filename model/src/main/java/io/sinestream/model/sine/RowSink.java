package io.sinestream.model.sine;

/** Takes what changed of the items or of the remembered views, each under its key, in saved form. */
public interface RowSink {
    /** It is new or has changed. */
    void put(long key, byte[] row);

    /** It is no longer known. */
    void remove(long key);
}
