package io.sinestream.job.sequence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The users' sequences: as objects in memory for the users who came last, as bytes in keyed state for all. A changed one is
 * written when its user makes room for another, {@linkplain EarlyWrites shortly before a checkpoint is expected} and, with
 * {@link #flush}, at each checkpoint; so what a checkpoint holds is the same as without memory, and a user who plays ten times
 * between two checkpoints is encoded and written once or twice. At 4,200 plays per second 20,000 users played since the last
 * checkpoint; writing them all when it came, the stream stood still for 120 to 200 ms, now for 55 to 90, most of it RocksDB's own.
 *
 * <p><b>Layout of state.</b> Two values per user. The <em>recent</em> one changes at every event and is therefore short:
 * remembered event ids (512 bytes of them) and a log of the newest views and skips with their times, together 0.9 KB when
 * full. The <em>older</em> one is the rest of the window, bare pairs of keys: it is read only when an effective view needs it
 * (about 29 % of real plays) and changed only when enough views have left the late bound to be moved there, about one view in
 * {@value ViewWindow#FOLD_AT}. A whole window read and written at each event makes checkpoints of superseded windows; a window
 * in segments writes little, but reading twenty of them costs more than reading one value.
 *
 * <p>Even so RocksDB had 85 % of this step's samples: 61 % in get, 24 % in put. Hence memory in front of it; a user who is not
 * there costs what they did before, so the gain ends where more users play at a time than
 * {@link SequenceOptions#USERS_IN_MEMORY} says. Holding their bytes was not enough: with RocksDB out of the way, the heap
 * backend was no faster any more. By a profile what was left was decoding and encoding those bytes at every event, and the collector: a new
 * array of 0.9 KB per event that lives until the user's next one dies in the old generation. Objects that change in place
 * do neither: in one turn beside the bytes, on a machine with a load of 30, 64,600 events per CPU-second against 33,700. They are
 * larger, 1.8 KB instead of 0.9. What memory does not change: a checkpoint holds as many generations of recent values of users
 * who play as RocksDB gathers before it merges them.
 *
 * <p>Room for exactly as many as play is not enough: who has left is passed over once, and takes the place of who is back in
 * a minute. Where nobody fits, more of the time goes into what is written (put, flush, merge, upload: two fifths of the
 * samples) than into what is read (15 %), so smaller blocks changed nothing.
 */
final class HeldSequences {
    private final Map<String, Held> held = new HashMap<>();

    /** Everyone in {@link #held}, and places that are free; who is asked for is passed over once by the hand. */
    private final List<Held> clock = new ArrayList<>();

    private final ValueState<byte[]> recent;
    private final ValueState<byte[]> older;
    private final Consumer<String> turnTo;
    private final Supplier<UserSequence> fresh;
    private final int most;
    private final StateWriter writer = new StateWriter();
    private final EarlyWrites<Held> early;
    private int hand;

    /**
     * @param recent state of the user the backend is turned to; so is {@code older}
     * @param turnTo turns the backend to a user
     * @param fresh makes a sequence, of nobody yet
     * @param most users that are held in memory; 0 for none
     * @param millis the clock of the machine
     */
    HeldSequences(
            ValueState<byte[]> recent,
            ValueState<byte[]> older,
            Consumer<String> turnTo,
            Supplier<UserSequence> fresh,
            int most,
            LongSupplier millis) {
        this.recent = recent;
        this.older = older;
        this.turnTo = turnTo;
        this.fresh = fresh;
        this.most = most;
        this.early = new EarlyWrites<>(millis);
    }

    /** A user's sequence and the older part of their window. Valid until another user is asked for. */
    final class Held implements OlderViews.Store {
        private final UserSequence sequence = fresh.get();
        private String user = "";
        private boolean isFree = true;
        private boolean wasAskedFor;
        private boolean hasChanged;
        private boolean isInEarly;

        private byte @Nullable [] olderValue;
        private boolean knowsOlder;
        private boolean hasOlderChanged;

        UserSequence sequence() {
            return sequence;
        }

        @Override
        public byte @Nullable [] read() {
            if (!knowsOlder) {
                try {
                    olderValue = older.value();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                knowsOlder = true;
            }
            return olderValue;
        }

        @Override
        public void write(byte[] value) {
            olderValue = value;
            knowsOlder = true;
            hasOlderChanged = true;
        }

        private void turnInto(String other, byte @Nullable [] recentValue) {
            user = other;
            isFree = false;
            hasChanged = false;
            olderValue = null;
            knowsOlder = recentValue == null;
            hasOlderChanged = false;
            sequence.open(recentValue);
        }
    }

    /** The sequence of the user the backend is turned to; a new one for a stranger. */
    Held of(String user) throws IOException {
        Held known = held.get(user);
        return known == null ? hold(user, recent.value()) : askFor(known);
    }

    /** The sequence of the user the backend is turned to; null for a stranger. */
    @Nullable Held find(String user) throws IOException {
        Held known = held.get(user);
        if (known != null) {
            return askFor(known);
        }
        byte[] stored = recent.value();
        return stored == null ? null : hold(user, stored);
    }

    private static Held askFor(Held known) {
        known.wasAskedFor = true;
        return known;
    }

    private Held hold(String user, byte @Nullable [] stored) throws IOException {
        Held place = room(user);
        place.turnInto(user, stored);
        held.put(user, place);
        return place;
    }

    private Held room(String user) throws IOException {
        if (clock.size() < Math.max(1, most)) {
            Held added = new Held();
            clock.add(added);
            return added;
        }
        while (clock.get(hand).wasAskedFor) {
            clock.get(hand).wasAskedFor = false;
            moveOn();
        }
        Held leaving = clock.get(hand);
        moveOn();
        if (!leaving.isFree) {
            held.remove(leaving.user);
            if (leaving.hasChanged) {
                writeIfChanged(leaving);
                turnTo.accept(user);
            }
        }
        return leaving;
    }

    private void moveOn() {
        hand = hand + 1 == clock.size() ? 0 : hand + 1;
    }

    /** To be called after each change to a sequence, with the backend turned to its user; afterwards it is turned to any. */
    void changed(Held sequence) throws IOException {
        sequence.hasChanged = true;
        if (most == 0) {
            write(sequence);
            return;
        }
        if (!sequence.isInEarly) {
            sequence.isInEarly = true;
            early.add(sequence);
        }
        for (Held next = early.next(); next != null; next = early.next()) {
            next.isInEarly = false;
            writeIfChanged(next);
        }
    }

    private void writeIfChanged(Held held) throws IOException {
        if (held.hasChanged) {
            turnTo.accept(held.user);
            write(held);
        }
    }

    /** Forgets the user the backend is turned to. */
    void clear(String user) {
        Held known = held.remove(user);
        if (known != null) {
            known.isFree = true;
            known.hasChanged = false;
            known.olderValue = null;
        }
        recent.clear();
        older.clear();
    }

    /** Writes what has changed; afterwards the backend is turned to any user. */
    void flush() throws IOException {
        for (Held each : clock) {
            writeIfChanged(each);
            each.isInEarly = false;
        }
        early.allWritten();
    }

    private void write(Held changed) throws IOException {
        recent.update(changed.sequence.toBytes(writer));
        changed.hasChanged = false;
        if (changed.hasOlderChanged) {
            older.update(changed.olderValue);
            changed.hasOlderChanged = false;
        }
    }
}
