package io.sinestream.model.sine;

/** Compares what we compute with one kind of golden file. */
@FunctionalInterface
interface GoldenCheck {
    void check(GoldenFile file, Precision precision);
}
