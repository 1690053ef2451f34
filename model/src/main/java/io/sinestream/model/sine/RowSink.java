package io.sinestream.model.sine;

/** Takes what changed of the items or of the remembered views, each under its key, in saved form. */
public interface RowSink {
    /** It is new or has changed. */
    void put(long key, byte[] row);

    /** It is no longer known. */
    void remove(long key);

    /**
     * In which part of a store that is sorted by part and key, as bytes and hence unsigned, the key lies. Items are put in that order: a
     * store filled from one end need not search.
     */
    default int part(long key) {
        return 0;
    }
}
