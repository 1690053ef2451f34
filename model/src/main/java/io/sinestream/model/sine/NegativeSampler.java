package io.sinestream.model.sine;

import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;

/**
 * Draws the random negatives of SINE's first loss: uniform over the items that have a row, never the target, an item of
 * the window or a skip of the run (the paper's "unobserved"; the released code rejects nothing). Seeded by the event's id,
 * so a replay draws the same.
 */
final class NegativeSampler {
    private static final int TRIES = 16;
    private static final long COINS = 0x636f696eL;

    private final ItemTable items;
    private final long seed;

    NegativeSampler(ItemTable items, long seed) {
        this.items = items;
        this.seed = seed;
    }

    /** The row of the {@code n}-th negative, {@link ItemTable#ABSENT} when the vocabulary is too small to hold one. */
    int draw(TrainingExample example, long n) {
        long stream = Mix.at(Mix.seed(seed, example.eventId()), n);
        int tries = TRIES * triesPerItem();
        for (int i = 0; i < tries; i++) {
            int row = Mix.below(Mix.at(stream, i), items.allocated());
            if (items.isItem(row) && !observed(example, items.key(row))) {
                return row;
            }
        }
        return ItemTable.ABSENT;
    }

    /** Even odds, in a stream of their own. */
    boolean tossesCoin(TrainingExample example, long n) {
        return (Mix.at(Mix.seed(seed ^ COINS, example.eventId()), n) & 1) == 0;
    }

    /** Rows without an item are drawn in vain: the more there are, the more tries an item costs. */
    private int triesPerItem() {
        return items.size() == 0 ? 0 : 1 + (items.allocated() - 1) / items.size();
    }

    private static boolean observed(TrainingExample example, long key) {
        return key == example.target() || contains(example.history(), key) || contains(example.skips(), key);
    }

    private static boolean contains(long[] keys, long key) {
        for (long k : keys) {
            if (k == key) {
                return true;
            }
        }
        return false;
    }
}
