package io.sinestream.job.sequence;

import io.sinestream.model.ItemKey;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The window of a user's last effective views, each with the skip right before it: the newest in the recent log, the others
 * in the older value. Views move there once they have left the late bound, many at a time.
 */
final class ViewWindow {
    /** Views in the recent log before the oldest move to the older value. */
    static final int FOLD_AT = 24;

    /** Views in the recent log that move although they are within the late bound: state stays bounded for hot users. */
    private static final int FOLD_ANYWAY_AT = 96;

    private final RecentLog recent = new RecentLog();
    private final int window;
    private final long maxSkipAgeMillis;

    private boolean hasOlder;

    /** Time of the newest view among the older ones. */
    private long olderMillis;

    ViewWindow(int window, @Nullable Duration maxSkipAge) {
        this.window = window;
        this.maxSkipAgeMillis = maxSkipAge == null ? Long.MAX_VALUE : maxSkipAge.toMillis();
    }

    RecentLog recent() {
        return recent;
    }

    void clear() {
        hasOlder = false;
        olderMillis = 0;
        recent.clear();
    }

    void write(StateWriter out) {
        out.writeByte(hasOlder ? 1 : 0);
        if (hasOlder) {
            out.writeLong(olderMillis);
        }
        recent.write(out);
    }

    void read(StateReader in) {
        hasOlder = in.readByte() != 0;
        olderMillis = hasOlder ? in.readLong() : 0;
        recent.read(in);
    }

    /** Whether an event of this time would belong among the older views, where nothing can be put. */
    boolean isClosedAt(long timeMillis) {
        return hasOlder && timeMillis < olderMillis;
    }

    /** Event time of the newest view; {@link Long#MAX_VALUE} when there is none. */
    long newestViewMillis() {
        if (recent.lastView() >= 0) {
            return recent.time(recent.lastView());
        }
        return hasOlder ? olderMillis : Long.MAX_VALUE;
    }

    /** The part of the window that is not in the recent log. */
    OlderViews older(OlderViews.Store store) {
        return new OlderViews(hasOlder ? store.read() : null);
    }

    /** How many views the window has. */
    int length(OlderViews older) {
        return Math.min(window, older.size() + recent.views());
    }

    /** Fills arrays of the window's length, oldest view first. */
    void copy(OlderViews older, long[] items, long[] skips) {
        int rest = copyRecent(recent.size(), items, skips);
        older.copyNewest(rest, items, skips);
    }

    /** Fills arrays of the window's length less one with the views before the newest, oldest first, and gives the newest. */
    long copyBeforeNewest(OlderViews older, long[] items, long[] skips) {
        int newest = recent.lastView();
        if (newest >= 0) {
            int rest = copyRecent(newest, items, skips);
            older.copyNewest(rest, items, skips);
            return recent.key(newest);
        }
        // Its newest views were taken back by later reports.
        int last = older.size() - 1;
        older.copy(last - items.length, items.length, items, skips);
        return older.item(last);
    }

    /** The first position of the run that a view at the given position and time is paired with. */
    int runStart(int position, long timeMillis) {
        int from = position;
        while (from > 0
                && !recent.isView(from - 1)
                && !recent.isGap(from - 1)
                && timeMillis - recent.time(from - 1) <= maxSkipAgeMillis) {
            from--;
        }
        return from;
    }

    /** Forgets what no event within the horizon can ask for and keeps the recent log short. */
    void settle(long horizonMillis, OlderViews.Store store) {
        recent.dropStaleSkips(horizonMillis);
        if (recent.views() < FOLD_AT) {
            return;
        }
        boolean anyway = recent.views() >= FOLD_ANYWAY_AT;
        int end = anyway ? recent.afterView(recent.views() / 2) : recent.afterViewsBefore(horizonMillis);
        int moved = recent.viewsIn(end);
        if (2 * moved >= FOLD_AT) {
            fold(end, moved, store);
        }
    }

    /** Moves the log's first entries, which end with a view, to the older value. */
    private void fold(int end, int moved, OlderViews.Store store) {
        OlderViews older = older(store);
        int wanted = Math.max(0, window - (recent.views() - moved));
        int fromOlder = Math.min(older.size(), Math.max(0, wanted - moved));
        int length = Math.min(wanted, fromOlder + moved);
        long[] items = new long[length];
        long[] skips = new long[length];
        copyRecent(end, items, skips);
        older.copyNewest(fromOlder, items, skips);
        store.write(OlderViews.toBytes(length, items, skips));
        hasOlder = true;
        olderMillis = recent.time(end - 1);
        recent.dropFirst(end);
    }

    /** Fills the arrays from their end with the views before a position of the log; returns how many cells are left. */
    private int copyRecent(int end, long[] items, long[] skips) {
        int at = items.length;
        for (int i = end - 1; i >= 0 && at > 0; i--) {
            if (recent.isView(i)) {
                at--;
                items[at] = recent.key(i);
                skips[at] = skipBefore(i);
            }
        }
        return at;
    }

    private long skipBefore(int view) {
        boolean paired =
                view > 0 && !recent.isView(view - 1) && recent.time(view) - recent.time(view - 1) <= maxSkipAgeMillis;
        return paired ? recent.key(view - 1) : ItemKey.NONE;
    }
}
