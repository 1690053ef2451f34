package io.sinestream.job.feedback;

import java.util.ArrayList;
import java.util.List;

/**
 * Duration groups with about the same number of plays each, as D2Q (KDD 2022) has them. Plays are counted in fine groups of
 * fixed edges, and those are put together once an epoch's plays are known: sums of histograms are exact, so that labels do
 * not depend on the order of plays or on checkpoints. One length that many videos have is one group, however large.
 *
 * @param groups what became of the fine groups
 * @param statistics of each of them
 */
record EqualGroups(DurationGroups groups, WatchStatistics statistics) {
    private static final double FIRST_EDGE_MILLIS = 2000;

    /** From one edge to the next; a hundred edges reach an hour. */
    private static final double STEP = 1.08;

    private static final int EDGES = 98;

    /** The groups that plays are counted in. */
    static DurationGroups fine() {
        List<Long> edges = new ArrayList<>();
        double edge = FIRST_EDGE_MILLIS;
        for (int i = 0; i < EDGES; i++, edge *= STEP) {
            edges.add(Math.round(edge));
        }
        return new DurationGroups(List.copyOf(edges));
    }

    /**
     * @param fine plays by {@link #fine} groups
     * @param wanted how many groups there are at most
     * @param least plays of a group
     */
    static EqualGroups of(WatchStatistics fine, int wanted, long least) {
        List<Long> fineEdges = fine().edgesMillis();
        double perGroup = (double) fine.count() / wanted;
        List<Long> edges = new ArrayList<>();
        WatchStatistics merged = new WatchStatistics(0);
        merged.open();
        long passed = 0;
        long left = fine.count();
        for (int group = 0; group < fineEdges.size() + 1; group++) {
            merged.addToLast(fine, group);
            passed += fine.count(group);
            left -= fine.count(group);
            long inLast = merged.count(edges.size());
            if (inLast >= least && left >= least && passed >= (edges.size() + 1) * perGroup) {
                edges.add(fineEdges.get(group));
                merged.open();
            }
        }
        return new EqualGroups(new DurationGroups(List.copyOf(edges)), merged);
    }
}
