package io.sinestream.schema.feed;

import java.util.List;

/**
 * Items to be scored for many users: {@link FeedState#scores(String, Candidates)} finds their rows once and not at every
 * call. Stays right while items come and go. Safe for several threads.
 */
public final class Candidates {
    private final List<String> items;
    private volatile Found found = new Found(NEVER, 0, 0, new int[0]);

    private static final int NEVER = -1;

    /** Rows by place in the list, and of what they are. */
    private record Found(int generation, long removals, int size, int[] rows) {}

    /** @param items in the order in which scores are wanted */
    public Candidates(List<String> items) {
        this.items = List.copyOf(items);
    }

    public List<String> items() {
        return items;
    }

    /** To be called while the table stands still. Not to be written to. */
    int[] rows(int generation, ItemRows table) {
        Found last = found;
        if (last.generation != generation || last.removals != table.removals()) {
            last = new Found(generation, table.removals(), table.size(), table.find(items));
            found = last;
        } else if (last.size != table.size()) {
            // Nothing went, so what was there has its row still; what was not may be one of those that came.
            int[] rows = last.rows.clone();
            table.findMissing(items, rows);
            last = new Found(generation, last.removals, table.size(), rows);
            found = last;
        }
        return last.rows;
    }
}
