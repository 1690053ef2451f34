package io.sinestream.model.sine;

/**
 * What a target is compared with (SINE eq. 15). Only the nearest skip and one random item, as in the released code, or more
 * of both; the losses of one target's pairs are averaged.
 *
 * @param skips of the run before the target, nearest first, at most; 0 for none
 * @param randoms random items
 */
public record PairSettings(int skips, int randoms) {
    /** Most of either. */
    private static final int MOST = 1024;

    public PairSettings {
        Settings.between("learner.skips-per-view", skips, 0, MOST);
        Settings.between("learner.randoms-per-view", randoms, 1, MOST);
    }

    /** What one pass of a stream learns best with: the whole run, and a few random items. */
    public static PairSettings streaming() {
        return new PairSettings(64, 4);
    }

    /** As in the released code. */
    public static PairSettings released() {
        return new PairSettings(1, 1);
    }
}
