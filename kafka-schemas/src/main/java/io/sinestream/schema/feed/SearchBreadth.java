package io.sinestream.schema.feed;

/**
 * How broadly the index is searched.
 *
 * @param perItem items kept in view, per item wanted; infinite where every item is to be scored instead
 * @param recall share of the best items that this found when it was measured; NaN where it was not
 */
record SearchBreadth(double perItem, double recall) {
    /** Until users have come whose searches could be measured. */
    static final SearchBreadth UNMEASURED = new SearchBreadth(8, Double.NaN);

    static final SearchBreadth EVERY_ITEM = new SearchBreadth(Double.POSITIVE_INFINITY, 1);

    /** Fewer items than this are searched for as broadly as this many: the first few are as hard to find. */
    private static final int LEAST_WANTED = 100;

    boolean isMeasured() {
        return !Double.isNaN(recall);
    }

    boolean isEveryItem() {
        return Double.isInfinite(perItem);
    }

    /** Items to be kept in view when so many are wanted. */
    int of(int wanted) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(perItem * Math.max(LEAST_WANTED, wanted)));
    }
}
