package io.sinestream.model.sine;

/** Takes what changed of the items, each under its key, in saved form. */
public interface RowSink {
    /** The item is new or has changed. */
    void put(long key, byte[] row);

    /** The item is no longer known. */
    void remove(long key);
}
