package io.sinestream.model.sine;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * Which items changed since they were last saved, in the order of first change. An item with a row is known here by its row,
 * one bit, so that noting a change of one item of millions costs no fetch from memory; others by their key.
 */
final class ChangedItems {
    private static final int ROOM_KEPT = 1 << 14;

    private final BitSet changed = new BitSet();
    /** May name a row twice that was freed and given away since. */
    private final IntArrayList rows = new IntArrayList();

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
        if (!changed.get(row)) {
            changed.set(row);
            rows.add(row);
        }
    }

    /** The item is gone, its row free. */
    void gone(KnownItem item) {
        if (item.hasRow()) {
            changed.clear(item.row);
        }
        keys.add(item.key);
    }

    /**
     * Hands over each change and forgets all.
     *
     * @param byRow gets the rows whose item has changed
     * @param byKey gets the keys of items that had no row when they changed, whether they have one now or not, and of those
     *     that went, whether they came back or not
     */
    void drain(IntConsumer byRow, LongConsumer byKey) {
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.getInt(i);
            if (changed.get(row)) {
                changed.clear(row);
                byRow.accept(row);
            }
        }
        rows.clear();
        keys.forEach(byKey);
        keys.clear();
        keys.trim(ROOM_KEPT); // a table once grown to every item costs a fetch from memory at each change
    }
}
