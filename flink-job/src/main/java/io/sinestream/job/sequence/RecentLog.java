package io.sinestream.job.sequence;

import io.sinestream.model.ItemKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A user's newest effective views and skips in event-time order, equal times in order of arrival. What is right before what
 * follows from the positions, so an event that arrives late is put where it belongs and everything else comes out as if it
 * had been in time. Where a neutral play is to separate what is around it, a {@link #GAP} is put in its place: a skip of
 * nothing.
 *
 * <p>The run is what follows the last view. Its skips keep the ids that their keys do not tell; others need none any more.
 */
final class RecentLog {
    /** In an item's place: what is before it is right before nothing. */
    static final long GAP = ItemKey.NONE;

    private static final byte VIEW = 1;
    private static final byte SKIP = 0;
    private static final int KIND_BITS = 1;

    private static final int FIRST_LENGTH = 32;

    private long[] keys = new long[FIRST_LENGTH];
    private long[] times = new long[FIRST_LENGTH];
    private byte[] kinds = new byte[FIRST_LENGTH];
    private @Nullable String[] ids = new @Nullable String[FIRST_LENGTH];
    private int size;
    private int views;

    /** Position of the newest view, -1 when there is none. */
    private int lastView = -1;

    void clear() {
        Arrays.fill(ids, 0, size, null);
        size = 0;
        views = 0;
        lastView = -1;
    }

    int size() {
        return size;
    }

    int views() {
        return views;
    }

    int lastView() {
        return lastView;
    }

    int runLength() {
        return size - lastView - 1;
    }

    boolean isView(int i) {
        return kinds[i] == VIEW;
    }

    boolean isGap(int i) {
        return keys[i] == GAP;
    }

    long key(int i) {
        return keys[i];
    }

    long time(int i) {
        return times[i];
    }

    @Nullable String id(int i) {
        return ids[i];
    }

    /** The position of an entry, -1 when it is not here any more. */
    int find(boolean view, long key, long time) {
        for (int i = size - 1; i >= 0 && times[i] >= time; i--) {
            if (isView(i) == view && keys[i] == key && times[i] == time) {
                return i;
            }
        }
        return -1;
    }

    /** The position after the n-th view. */
    int afterView(int n) {
        int i = 0;
        for (int seen = 0; seen < n; i++) {
            seen += kinds[i];
        }
        return i;
    }

    /** The position after the last view before the horizon; the newest view of all does not count. */
    int afterViewsBefore(long horizonMillis) {
        int end = 0;
        for (int i = 0; i < lastView && times[i] < horizonMillis; i++) {
            end = isView(i) ? i + 1 : end;
        }
        return end;
    }

    /** How many of the first n entries are views. */
    int viewsIn(int n) {
        int count = 0;
        for (int i = 0; i < n; i++) {
            count += kinds[i];
        }
        return count;
    }

    /** Where an event of this time goes: after all that are not later. */
    int positionOf(long time) {
        int i = size;
        while (i > 0 && times[i - 1] > time) {
            i--;
        }
        return i;
    }

    void insertSkip(int i, long key, @Nullable String id, long time) {
        boolean inRun = i > lastView;
        insert(i, SKIP, key, inRun ? id : null, time);
        if (!inRun) {
            lastView++;
        }
    }

    void insertView(int i, long key, long time) {
        insert(i, VIEW, key, null, time);
        views++;
        if (i > lastView) {
            Arrays.fill(ids, lastView + 1, i, null);
            lastView = i;
        } else {
            lastView++;
        }
    }

    private void insert(int i, byte kind, long key, @Nullable String id, long time) {
        reserve(size + 1);
        int after = size - i;
        System.arraycopy(keys, i, keys, i + 1, after);
        System.arraycopy(times, i, times, i + 1, after);
        System.arraycopy(kinds, i, kinds, i + 1, after);
        System.arraycopy(ids, i, ids, i + 1, after);
        keys[i] = key;
        times[i] = time;
        kinds[i] = kind;
        ids[i] = id;
        size++;
    }

    /** Takes an entry out. The run that a removed view ended becomes the run again, without the ids it had. */
    void remove(int i) {
        boolean view = isView(i);
        removeRange(i, i + 1);
        views -= view ? 1 : 0;
        if (i < lastView) {
            lastView--;
        } else if (i == lastView) {
            do {
                lastView--;
            } while (lastView >= 0 && !isView(lastView));
        }
    }

    /** Drops the oldest of a run longer than the most it may be; how many skips that were, 0 or 1. */
    int shortenRun(int most) {
        if (runLength() <= most) {
            return 0;
        }
        int dropped = isGap(lastView + 1) ? 0 : 1;
        removeRange(lastView + 1, lastView + 2);
        return dropped;
    }

    /** Drops the first n entries, which must end with a view that is not the last. */
    void dropFirst(int n) {
        views -= viewsIn(n);
        removeRange(0, n);
        lastView -= n;
    }

    /** Drops skips older than the horizon that are neither in the run nor right before a view: no one asks for them. */
    void dropStaleSkips(long horizonMillis) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            boolean stale = kinds[i] == SKIP && i < lastView && kinds[i + 1] == SKIP && times[i + 1] < horizonMillis;
            if (!stale) {
                move(i, kept++);
            }
        }
        int dropped = size - kept;
        Arrays.fill(ids, kept, size, null);
        size = kept;
        lastView -= lastView < 0 ? 0 : dropped;
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        times[to] = times[from];
        kinds[to] = kinds[from];
        ids[to] = ids[from];
    }

    private void removeRange(int from, int to) {
        int after = size - to;
        System.arraycopy(keys, to, keys, from, after);
        System.arraycopy(times, to, times, from, after);
        System.arraycopy(kinds, to, kinds, from, after);
        System.arraycopy(ids, to, ids, from, after);
        int newSize = size - (to - from);
        Arrays.fill(ids, newSize, size, null);
        size = newSize;
    }

    private void reserve(int needed) {
        if (needed > keys.length) {
            resize(Math.max(needed, 2 * keys.length));
        }
    }

    /** What one user with a long run needed is not kept for the next. */
    private void release(int needed) {
        if (keys.length > Math.max(2 * FIRST_LENGTH, 4 * needed)) {
            resize(Math.max(FIRST_LENGTH, needed));
        }
    }

    private void resize(int capacity) {
        keys = Arrays.copyOf(keys, capacity);
        times = Arrays.copyOf(times, capacity);
        kinds = Arrays.copyOf(kinds, capacity);
        ids = Arrays.copyOf(ids, capacity);
    }

    /** Times as steps from the entry before, keys shifted so that small numbers are short. */
    void write(StateWriter out) {
        out.writeVarint(size);
        out.writeVarint(lastView + 1);
        long before = 0;
        for (int i = 0; i < size; i++) {
            out.writeVarint(((times[i] - before) << KIND_BITS) | kinds[i]);
            before = times[i];
            out.writeVarint(keys[i]);
            if (i > lastView && !ItemKey.isPlain(keys[i])) {
                String id = ids[i];
                out.writeText(id == null ? "" : id);
            }
        }
    }

    void read(StateReader in) {
        clear();
        int written = in.readSize();
        lastView = in.readSize() - 1;
        release(written);
        reserve(written);
        long time = 0;
        for (int i = 0; i < written; i++) {
            long step = in.readVarint();
            time += step >> KIND_BITS;
            times[i] = time;
            kinds[i] = (byte) (step & VIEW);
            keys[i] = in.readVarint();
            if (i > lastView && !ItemKey.isPlain(keys[i])) {
                String id = in.readText();
                ids[i] = id.isEmpty() ? null : id;
            }
            views += kinds[i];
        }
        size = written;
    }
}
