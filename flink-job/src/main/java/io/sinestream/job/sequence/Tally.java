package io.sinestream.job.sequence;

/** Where counts go. */
interface Tally {
    void add(Count count, long n);

    default void add(Count count) {
        add(count, 1);
    }
}
