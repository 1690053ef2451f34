package io.sinestream.schema.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives ids dense row numbers, and a removed id's number to the next new one. Open addressing over ints with linear
 * probing; decimal ids are kept as numbers, others as texts.
 */
final class RowIndex {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 16;
    private static final long FREE = -2;

    /** Row + 1 by hash, 0 where free; at least twice as long as there are rows. */
    private int[] slots = new int[2 * FIRST_CAPACITY];
    /** By row: the id's number, {@link DecimalId#NONE} where the id is a text, or {@link #FREE}. */
    private long[] numbers = new long[FIRST_CAPACITY];
    /** By row; no longer than the last row that needed one. */
    private @Nullable String[] texts = new String[0];

    private int[] freed = new int[FIRST_CAPACITY];
    private int freedCount;
    private int end;
    private long removals;

    int find(String id) {
        return slots[slotOf(id, DecimalId.of(id))] - 1;
    }

    /**
     * Finds many: writes the rows of {@code count} ids from {@code from} on to the same places. First looks at all their
     * slots and then at what is there, so that their memory fetches overlap.
     */
    void find(List<String> ids, int from, int count, int[] rows) {
        int mask = slots.length - 1;
        for (int i = from; i < from + count; i++) {
            String id = ids.get(i);
            rows[i] = slots[hash(id, DecimalId.of(id)) & mask] - 1;
        }
        for (int i = from; i < from + count; i++) {
            String id = ids.get(i);
            if (rows[i] != NONE && !isOf(rows[i], id, DecimalId.of(id))) {
                rows[i] = find(id);
            }
        }
    }

    /** How often a row was freed: rows found before stay their ids' as long as this stays the same. */
    long removals() {
        return removals;
    }

    /** The id's row, a new one if it has none. */
    int add(String id) {
        long number = DecimalId.of(id);
        int slot = slotOf(id, number);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (freedCount == 0 && end == numbers.length) {
            grow();
            slot = slotOf(id, number);
        }
        int row = freedCount > 0 ? freed[--freedCount] : end++;
        numbers[row] = number;
        if (number == DecimalId.NONE) {
            text(row, id);
        }
        slots[slot] = row + 1;
        return row;
    }

    /** Frees the id's row. */
    void remove(String id) {
        int slot = slotOf(id, DecimalId.of(id));
        int row = slots[slot] - 1;
        if (row == NONE) {
            return;
        }
        closeGap(slot);
        removals++;
        numbers[row] = FREE;
        if (row < texts.length) {
            texts[row] = null;
        }
        if (freedCount == freed.length) {
            freed = Arrays.copyOf(freed, 2 * freedCount);
        }
        freed[freedCount++] = row;
    }

    boolean isUsed(int row) {
        return numbers[row] != FREE;
    }

    /** The id of a row in use. */
    String id(int row) {
        return numbers[row] == DecimalId.NONE ? Objects.requireNonNull(texts[row]) : Long.toString(numbers[row]);
    }

    /** The id of a row, null when it is free; safe to ask while another thread changes the index. */
    @Nullable String idIfUsed(int row) {
        long[] someNumbers = numbers;
        long number = row < someNumbers.length ? someNumbers[row] : FREE;
        if (number == FREE) {
            return null;
        }
        @Nullable String[] someTexts = texts;
        return number != DecimalId.NONE ? Long.toString(number) : row < someTexts.length ? someTexts[row] : null;
    }

    int size() {
        return end - freedCount;
    }

    /** Above every row in use. */
    int end() {
        return end;
    }

    /** Bytes of the arrays; texts themselves are not counted. */
    long bytes() {
        return Integer.BYTES * ((long) slots.length + texts.length + freed.length) + (long) Long.BYTES * numbers.length;
    }

    private void text(int row, String id) {
        if (row >= texts.length) {
            texts = Arrays.copyOf(texts, numbers.length);
        }
        texts[row] = id;
    }

    private int slotOf(String id, long number) {
        int mask = slots.length - 1;
        int slot = hash(id, number) & mask;
        while (slots[slot] != 0 && !isOf(slots[slot] - 1, id, number)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isOf(int row, String id, long number) {
        return numbers[row] == number && (number != DecimalId.NONE || id.equals(texts[row]));
    }

    private static int hash(String id, long number) {
        long mixed = (number == DecimalId.NONE ? id.hashCode() : number) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    private int homeOf(int row, int mask) {
        String text = numbers[row] == DecimalId.NONE ? Objects.requireNonNull(texts[row]) : "";
        return hash(text, numbers[row]) & mask;
    }

    private void grow() {
        numbers = Arrays.copyOf(numbers, 2 * end);
        slots = new int[4 * end];
        int mask = slots.length - 1;
        for (int row = 0; row < end; row++) {
            int slot = homeOf(row, mask);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = row + 1;
        }
    }

    /** Moves later entries of the probe sequence up, so that none is hidden behind the gap. */
    private void closeGap(int gap) {
        int mask = slots.length - 1;
        int hole = gap;
        for (int slot = (gap + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int distance = (slot - homeOf(slots[slot] - 1, mask)) & mask;
            if (distance >= ((slot - hole) & mask)) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = 0;
    }
}
