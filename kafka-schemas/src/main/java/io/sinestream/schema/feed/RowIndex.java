package io.sinestream.schema.feed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives ids dense row numbers, and a removed id's number to the next new one. Open addressing over ints with linear
 * probing, so that an id costs its text and about twelve bytes.
 */
final class RowIndex {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 16;

    /** Row + 1 by hash, 0 where free; twice as long as the rows at least. */
    private int[] slots = new int[2 * FIRST_CAPACITY];

    private @Nullable String[] ids = new String[FIRST_CAPACITY];
    private int[] free = new int[FIRST_CAPACITY];
    private int freeCount;
    private int end;

    int find(String id) {
        return slots[slotOf(id)] - 1;
    }

    /** The id's row, a new one if it has none. */
    int add(String id) {
        int slot = slotOf(id);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int row;
        if (freeCount > 0) {
            row = free[--freeCount];
        } else {
            row = end++;
            if (row == ids.length) {
                ids = Arrays.copyOf(ids, 2 * row);
                grow();
                slot = slotOf(id);
            }
        }
        ids[row] = id;
        slots[slot] = row + 1;
        return row;
    }

    /** Frees the id's row. */
    void remove(String id) {
        int slot = slotOf(id);
        int row = slots[slot] - 1;
        if (row == NONE) {
            return;
        }
        ids[row] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = row;
        closeGap(slot);
    }

    /** Null for a row that is free. */
    @Nullable String id(int row) {
        return ids[row];
    }

    int size() {
        return end - freeCount;
    }

    /** Above every row in use. */
    int end() {
        return end;
    }

    /** Bytes of the arrays; the ids' own texts are not counted. */
    long bytes() {
        return Integer.BYTES * ((long) slots.length + ids.length + free.length);
    }

    private int slotOf(String id) {
        int mask = slots.length - 1;
        int slot = home(id, mask);
        while (slots[slot] != 0 && !id.equals(ids[slots[slot] - 1])) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int home(String id, int mask) {
        int hash = id.hashCode() * 0x9E3779B9;
        return (hash ^ hash >>> 16) & mask;
    }

    private void grow() {
        slots = new int[2 * ids.length];
        int mask = slots.length - 1;
        for (int row = 0; row < end; row++) {
            String id = ids[row];
            if (id != null) {
                int slot = home(id, mask);
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = row + 1;
            }
        }
    }

    /** Moves later entries of the probe sequence up, so that none is hidden behind the gap. */
    private void closeGap(int gap) {
        int mask = slots.length - 1;
        int hole = gap;
        for (int slot = (gap + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            String id = ids[slots[slot] - 1];
            int distance = (slot - home(id == null ? "" : id, mask)) & mask;
            if (distance >= ((slot - hole) & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
    }
}
