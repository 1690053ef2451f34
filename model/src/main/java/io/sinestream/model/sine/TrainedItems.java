package io.sinestream.model.sine;

/** Indices in the order in which one gather fetches them. */
final class TrainedItems {
    private TrainedItems() {}

    /** For each row (R) its target, its random items and its skips. */
    static long[] compared(SineBatch batch) {
        int skips = batch.skipsPerTarget();
        int randoms = batch.randomsPerTarget();
        long[] indices = new long[batch.targets().length * (1 + randoms + skips)];
        int to = 0;
        for (int row = 0; row < batch.targets().length; row++) {
            indices[to++] = batch.targets()[row];
            for (int n = 0; n < randoms; n++) {
                indices[to++] = batch.negatives()[row * randoms + n];
            }
            for (int s = 0; s < skips; s++) {
                indices[to++] = batch.skips()[row * skips + s];
            }
        }
        return indices;
    }

    /** The same indices as the engine wants them. */
    static long[] widened(int[] indices) {
        long[] wide = new long[indices.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = indices[i];
        }
        return wide;
    }
}
