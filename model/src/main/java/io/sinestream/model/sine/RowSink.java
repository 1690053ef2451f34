package io.sinestream.model.sine;

/** Takes item rows in their saved form, each under its item key. */
@FunctionalInterface
public interface RowSink {
    void accept(long key, byte[] row);
}
