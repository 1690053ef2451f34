package io.sinestream.job.evaluate;

import io.sinestream.model.quality.Auc;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.Int2ObjectMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectRBTreeMap;

/**
 * Plays that were shown after at least one skip of their run, each scored when it was shown. They are compared with plays of
 * the same place only, that is with as many skips before: vectors that react to each skip score everything lower the longer
 * a run goes on, which no ranker would notice, but views come last in their runs. Across users, so nothing but a place is
 * held constant.
 */
final class ShownPlays {
    private final Int2ObjectMap<Place> places = new Int2ObjectRBTreeMap<>();

    private record Place(DoubleArrayList views, DoubleArrayList skips) {
        Place() {
            this(new DoubleArrayList(), new DoubleArrayList());
        }

        double pairs() {
            return (double) views.size() * skips.size();
        }
    }

    /**
     * Takes a run of skips and the view after it.
     *
     * @param scores the view's, then those of the skips, oldest first
     */
    void add(float[] scores) {
        for (int place = 1; place < scores.length; place++) {
            boolean isView = place == scores.length - 1;
            Place at = places.computeIfAbsent(place, none -> new Place());
            (isView ? at.views : at.skips).add(isView ? scores[0] : scores[place + 1]);
        }
    }

    /** The chance that a play that became a view scored above a skipped one of the same place; NaN without a pair. */
    double auc() {
        double pairs = 0;
        double won = 0;
        for (Place place : places.values()) {
            if (place.pairs() > 0) {
                pairs += place.pairs();
                won += place.pairs() * Auc.of(place.views.toDoubleArray(), place.skips.toDoubleArray());
            }
        }
        return won / pairs;
    }
}
