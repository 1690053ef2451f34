package io.sinestream.model.sine;

/** The dense weights that readers last got, to tell when the head has moved. Not part of the saved state. */
final class PublishedHead {
    private double[] last = {};

    void published(DenseWeights weights) {
        last = new double[weights.size()];
        for (int i = 0; i < last.length; i++) {
            last[i] = weights.get(i);
        }
    }

    /** Whether they have moved by more than this share of their length; never when nothing was published or it is 0. */
    boolean hasMoved(DenseWeights weights, double share) {
        if (last.length == 0 || share == 0) {
            return false;
        }
        double moved = 0;
        double length = 0;
        for (int i = 0; i < last.length; i++) {
            double delta = weights.get(i) - last[i];
            moved += delta * delta;
            length += last[i] * last[i];
        }
        return moved > share * share * length;
    }
}
