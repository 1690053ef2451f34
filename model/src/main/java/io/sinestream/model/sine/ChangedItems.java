package io.sinestream.model.sine;

import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.util.BitSet;

/**
 * Which items changed since they were last saved. An item with a row is known here by its row, one bit, so that noting a change
 * of one item of millions costs no fetch from memory; others by their key.
 */
final class ChangedItems {
    private static final int ROOM_KEPT = 1 << 14;

    private final BitSet rows = new BitSet();
    private final LongLinkedOpenHashSet keys = new LongLinkedOpenHashSet();

    /** The item has changed, or is new. */
    void add(KnownItem item) {
        if (item.hasRow()) {
            add(item.row);
        } else {
            keys.add(item.key);
        }
    }

    /** The row's item has changed. */
    void add(int row) {
        rows.set(row);
    }

    /** The item is gone, its row free. */
    void gone(KnownItem item) {
        if (item.hasRow()) {
            rows.clear(item.row);
        }
        keys.add(item.key);
    }

    /** Takes the rows whose item has changed, ascending. */
    int[] takeRows() {
        int[] all = rows.stream().toArray();
        rows.clear();
        return all;
    }

    /**
     * Takes the keys of items that had no row when they changed, whether they have one now or not, and of those that went,
     * whether they came back or not, in the order of first change.
     */
    long[] takeKeys() {
        long[] all = keys.toLongArray();
        keys.clear();
        keys.trim(ROOM_KEPT); // a table once grown to every item costs a fetch from memory at each change
        return all;
    }
}
