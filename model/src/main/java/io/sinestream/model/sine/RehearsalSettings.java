package io.sinestream.model.sine;

/**
 * How much of what was learned lately is learned again (experience replay, Lin 1992): each step trains on some remembered
 * views beside its own, drawn from the most recent ones.
 *
 * @param perStep remembered views of one step; 0 for none
 * @param remembered how many of the latest views are remembered; they are part of each checkpoint
 */
public record RehearsalSettings(int perStep, int remembered) {
    private static final int MOST_REMEMBERED = 1_000_000;

    public RehearsalSettings {
        Settings.between("learner.rehearsed-views", perStep, 0, 65_536);
        Settings.between("learner.remembered-views", remembered, 1, MOST_REMEMBERED);
    }

    /** What one pass of a stream learns best with: half as many as a step's own, out of a long memory. */
    public static RehearsalSettings streaming() {
        return new RehearsalSettings(8, 8_192);
    }

    /** Every view is learned once. */
    public static RehearsalSettings none() {
        return new RehearsalSettings(0, 1);
    }
}
