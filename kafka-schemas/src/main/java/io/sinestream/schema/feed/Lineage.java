package io.sinestream.schema.feed;

/**
 * Which records belong together: those of the newest epoch's lineage, whatever their own epoch. Their axes are the first
 * one's, until the model's record says otherwise. Axis legend: K sub-interests, D width.
 */
final class Lineage {
    static final int UNKNOWN = 0;

    private boolean started;
    private long epoch;
    private String name = "";
    private int subInterests = UNKNOWN;
    private int width = UNKNOWN;

    /** How a record relates to the lineage that is current. */
    enum Relation {
        SAME,
        /** A newer epoch has another lineage: all that was there is void. */
        REPLACES,
        FOREIGN
    }

    Relation relate(long recordEpoch, String recordLineage) {
        if (started && recordEpoch <= epoch) {
            return name.equals(recordLineage) ? Relation.SAME : Relation.FOREIGN;
        }
        Relation relation = name.equals(recordLineage) && started ? Relation.SAME : Relation.REPLACES;
        started = true;
        epoch = recordEpoch;
        if (relation == Relation.REPLACES) {
            name = recordLineage;
            subInterests = UNKNOWN;
            width = UNKNOWN;
        }
        return relation;
    }

    /** Whether a vector of this width fits; the first one decides. */
    boolean fitsWidth(int recordWidth) {
        return width == UNKNOWN || width == recordWidth;
    }

    boolean fitsSubInterests(int recordSubInterests) {
        return subInterests == UNKNOWN || subInterests == recordSubInterests;
    }

    /** @return whether the width was another or unknown, so that tables must be made anew */
    boolean setWidth(int newWidth) {
        boolean changed = width != newWidth;
        width = newWidth;
        return changed;
    }

    /** @return whether K was another or unknown */
    boolean setSubInterests(int newSubInterests) {
        boolean changed = subInterests != newSubInterests;
        subInterests = newSubInterests;
        return changed;
    }

    long epoch() {
        return epoch;
    }

    String name() {
        return name;
    }

    int subInterests() {
        return subInterests;
    }

    int width() {
        return width;
    }
}
