package io.sinestream.model.quality;

/** How equal scores are ranked. */
public enum Ties {
    /** The target goes before everything it ties with. */
    OPTIMISTIC,
    /** The target goes behind everything it ties with. */
    PESSIMISTIC,
    /** The discount is averaged over the positions that the tied candidates share. */
    MEAN
}
