package io.sinestream.model.sine;

import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.util.function.LongConsumer;

/** The keys of items that changed since they were last saved, in the order of first change. */
final class ChangedItems {
    private static final int ROOM_KEPT = 1 << 14;

    private final LongLinkedOpenHashSet keys = new LongLinkedOpenHashSet();

    void add(long key) {
        keys.add(key);
    }

    /** Hands over each key and forgets all. */
    void drain(LongConsumer sink) {
        keys.forEach(sink);
        keys.clear();
        keys.trim(ROOM_KEPT); // a table once grown to every item costs a fetch from memory at each change
    }
}
