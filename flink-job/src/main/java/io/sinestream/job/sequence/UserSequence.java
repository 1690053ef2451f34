package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.Feedback;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.PlayEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one user did lately: the window of their last effective views, each with the skip right before it, the run of skips
 * since, and which events were seen. One instance serves all users of a task, one after the other: {@link #open},
 * {@link #accept}, {@link #toBytes}.
 *
 * <p><b>Layout of state.</b> Two values per user. The <em>recent</em> one is read and written at every event and therefore
 * short: remembered event ids and a log of the newest views and skips with their times, about half a kilobyte. The
 * <em>older</em> one is the rest of the window, bare pairs of keys: it is read only when an effective view needs it (about
 * 29 % of real plays) and written only when enough views have left the late bound to be moved there, about one view in
 * {@value #FOLD_AT}. Measured alternatives with RocksDB: a whole window read and written at each event runs at 50–79 k events
 * per CPU-second at 17–9 bytes an entry and is what checkpoints are made of; a window in segments writes little (159–171 k)
 * but reading twenty of them costs more than reading one value (39–42 k at a read per event). Here views read one value and
 * nothing writes a long one.
 *
 * <p><b>Order.</b> An event strictly earlier than the user's newest is late and put where it belongs, if it is within the
 * late bound; equal times keep the order of arrival. A late view that is still the user's newest view gives an example; one
 * that is not corrects the window only: what the learner would test and publish is a window that no longer is the user's.
 */
final class UserSequence {
    private static final int VERSION = 1;

    /** Views in the recent log before the oldest move to the older value. */
    static final int FOLD_AT = 24;

    /** Views in the recent log that move although they are within the late bound: state stays bounded for hot users. */
    private static final int FOLD_ANYWAY_AT = 96;

    private static final long[] NO_KEYS = {};
    private static final String[] NO_IDS = {};

    private final SequenceSettings settings;
    private final long lateBoundMillis;
    private final String labelRule;
    private final Tally tally;

    private final SeenEvents seen;
    private final RecentLog recent = new RecentLog();
    private final OlderViews older = new OlderViews();
    private final StateReader in = new StateReader();
    private final StateWriter out = new StateWriter();

    private boolean isNew;
    private long newestMillis;
    private long viewCount;
    private boolean hasOlder;

    /** Time of the newest view among the older ones. */
    private long olderMillis;

    UserSequence(SequenceSettings settings, String labelRule, Tally tally) {
        this.settings = settings;
        this.lateBoundMillis = settings.lateBound().toMillis();
        this.labelRule = labelRule;
        this.tally = tally;
        this.seen = new SeenEvents(settings.rememberedEvents());
    }

    /** Turns to a user; null for a new one. */
    void open(byte @Nullable [] bytes) {
        isNew = bytes == null;
        if (bytes == null) {
            newestMillis = 0;
            viewCount = 0;
            hasOlder = false;
            olderMillis = 0;
            seen.clear();
            recent.clear();
            return;
        }
        in.open(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalStateException("user sequence has version " + version + ", known is " + VERSION
                    + ": restore with the version of the job that wrote it");
        }
        newestMillis = in.readLong();
        viewCount = in.readVarint();
        hasOlder = in.readByte() != 0;
        olderMillis = hasOlder ? in.readLong() : 0;
        seen.read(in);
        recent.read(in);
    }

    /** The user's recent value after the events accepted since {@link #open}. */
    byte[] toBytes() {
        out.clear();
        out.writeByte(VERSION);
        out.writeLong(newestMillis);
        out.writeVarint(viewCount);
        out.writeByte(hasOlder ? 1 : 0);
        if (hasOlder) {
            out.writeLong(olderMillis);
        }
        seen.write(out);
        recent.write(out);
        return out.toBytes();
    }

    /** Whether the event was seen before; counts it if so. A duplicate changes nothing. */
    boolean isDuplicate(PlayEvent play) {
        boolean duplicate = seen.contains(ItemKey.of(play.eventId()));
        if (duplicate) {
            tally.add(Count.DUPLICATE);
        }
        return duplicate;
    }

    /**
     * Takes an event that is no duplicate.
     *
     * @return the example of an effective view that is the user's newest, else null
     */
    @Nullable TrainingExample accept(ReadPlay read, Feedback feedback, OlderViews.Store store) {
        PlayEvent play = read.play();
        seen.add(ItemKey.of(play.eventId()));
        tally.add(feedback.isEffectiveView() ? Count.EFFECTIVE_VIEW : feedback.isSkip() ? Count.SKIP : Count.NEUTRAL);
        if (!advance(play.eventTimeMillis())) {
            return null;
        }
        if (feedback.isSkip()) {
            addSkip(play);
        }
        return feedback.isEffectiveView() ? addView(read, store) : null;
    }

    /** Moves the user's time on; false when the event is too late to be put anywhere. */
    private boolean advance(long timeMillis) {
        if (isNew || timeMillis >= newestMillis) {
            isNew = false;
            newestMillis = timeMillis;
            return true;
        }
        if (timeMillis < newestMillis - lateBoundMillis || (hasOlder && timeMillis < olderMillis)) {
            tally.add(Count.TOO_LATE);
            return false;
        }
        tally.add(Count.LATE);
        return true;
    }

    private void addSkip(PlayEvent play) {
        long key = ItemKey.of(play.item());
        int position = recent.positionOf(play.eventTimeMillis());
        recent.insertSkip(position, key, ItemKey.idBeside(key, play.item()), play.eventTimeMillis());
        if (recent.runLength() > settings.maxRun()) {
            recent.dropOldestOfRun();
            tally.add(Count.SKIP_DROPPED);
        }
    }

    private @Nullable TrainingExample addView(ReadPlay read, OlderViews.Store store) {
        PlayEvent play = read.play();
        long key = ItemKey.of(play.item());
        int position = recent.positionOf(play.eventTimeMillis());
        viewCount++;
        TrainingExample example = position > recent.lastView() ? example(read, key, position, store) : null;
        recent.insertView(position, key, play.eventTimeMillis());
        long horizonMillis = newestMillis - lateBoundMillis;
        recent.dropStaleSkips(horizonMillis);
        fold(horizonMillis, store);
        return example;
    }

    /** The window before the view, the view, and the run up to it. */
    private TrainingExample example(ReadPlay read, long target, int position, OlderViews.Store store) {
        PlayEvent play = read.play();
        openOlder(store);
        int length = Math.min(settings.window(), older.size() + recent.views());
        long[] items = length == 0 ? NO_KEYS : new long[length];
        long[] skipsBefore = length == 0 ? NO_KEYS : new long[length];
        fillWindow(items, skipsBefore);
        int from = recent.lastView() + 1;
        long[] run = new long[position - from];
        for (int i = 0; i < run.length; i++) {
            run[i] = recent.key(from + i);
        }
        return new TrainingExample(
                play.user(),
                play.eventId(),
                labelRule,
                play.eventTimeMillis(),
                read.readMillis(),
                viewCount,
                items,
                skipsBefore,
                target,
                ItemKey.idBeside(target, play.item()),
                run,
                runIds(from, run.length));
    }

    /** Empty where the key is the id; none at all where every key is. */
    private String[] runIds(int from, int length) {
        String[] ids = NO_IDS;
        for (int i = 0; i < length; i++) {
            String id = recent.id(from + i);
            if (id != null) {
                if (ids.length == 0) {
                    ids = new String[length];
                    Arrays.fill(ids, "");
                }
                ids[i] = id;
            }
        }
        return ids;
    }

    private void openOlder(OlderViews.Store store) {
        older.open(hasOlder ? store.read() : null);
    }

    /** Fills the arrays from the end: the recent views, before them the older ones. */
    private void fillWindow(long[] items, long[] skips) {
        int at = items.length;
        for (int i = recent.lastView(); i >= 0 && at > 0; i--) {
            if (recent.isView(i)) {
                at--;
                items[at] = recent.key(i);
                skips[at] = recent.skipBefore(i);
            }
        }
        older.copyNewest(at, items, skips);
    }

    /** Moves views that no late event can come before any more to the older value, many at a time. */
    private void fold(long horizonMillis, OlderViews.Store store) {
        if (recent.views() < FOLD_AT) {
            return;
        }
        int end = recent.views() < FOLD_ANYWAY_AT ? firstAfter(horizonMillis) : middleView() + 1;
        int moved = viewsBefore(end);
        boolean worthIt = 2 * moved >= FOLD_AT;
        if (!worthIt) {
            return;
        }
        openOlder(store);
        int kept = Math.max(0, settings.window() - (recent.views() - moved));
        int fromOlder = Math.min(older.size(), Math.max(0, kept - moved));
        int length = Math.min(kept, fromOlder + moved);
        long[] items = new long[length];
        long[] skips = new long[length];
        older.copyNewest(fromOlder, items, skips);
        int at = length;
        for (int i = end - 1; i >= 0 && at > fromOlder; i--) {
            if (recent.isView(i)) {
                at--;
                items[at] = recent.key(i);
                skips[at] = recent.skipBefore(i);
            }
        }
        hasOlder = true;
        olderMillis = recent.time(end - 1);
        store.write(OlderViews.toBytes(length, items, skips));
        recent.dropFirst(end);
    }

    /** The position after the last view before the horizon; the newest view of all always stays. */
    private int firstAfter(long horizonMillis) {
        int end = 0;
        for (int i = 0; i < recent.lastView() && recent.time(i) < horizonMillis; i++) {
            if (recent.isView(i)) {
                end = i + 1;
            }
        }
        return end;
    }

    private int middleView() {
        int rest = recent.views() / 2;
        int i = 0;
        while (!recent.isView(i) || --rest > 0) {
            i++;
        }
        return i;
    }

    private int viewsBefore(int end) {
        int n = 0;
        for (int i = 0; i < end; i++) {
            n += recent.isView(i) ? 1 : 0;
        }
        return n;
    }
}
