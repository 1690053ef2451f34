package io.sinestream.job.sequence;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * One value per user: in memory for the users who came last, in keyed state for all. A changed value goes to the state when
 * its user makes room for another and, with {@link #flush}, at each checkpoint; so what a checkpoint holds is the same as
 * without memory, and a user who plays ten times between two checkpoints is written once.
 */
final class HeldValues {
    private final Map<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);
    private final ValueState<byte[]> state;
    private final Consumer<String> turnTo;
    private final int most;

    /** A user's value, and whether the state has another one. */
    private static final class Held {
        private byte[] value;
        private boolean changed;

        Held(byte[] value) {
            this.value = value;
        }
    }

    /**
     * @param state of the user the backend is turned to
     * @param turnTo turns the backend to a user
     * @param most users that are held in memory; 0 for none
     */
    HeldValues(ValueState<byte[]> state, Consumer<String> turnTo, int most) {
        this.state = state;
        this.turnTo = turnTo;
        this.most = most;
    }

    /** The value of the user the backend is turned to. */
    byte @Nullable [] of(String user) throws IOException {
        Held known = held.get(user);
        if (known == null) {
            byte[] stored = state.value();
            if (stored == null || most == 0) {
                return stored;
            }
            known = hold(user, stored);
        }
        return known.value;
    }

    /** Sets the value of the user the backend is turned to, and leaves it turned there. */
    void set(String user, byte[] value) throws IOException {
        if (most == 0) {
            state.update(value);
            return;
        }
        Held known = held.get(user);
        if (known == null) {
            known = hold(user, value);
        }
        known.value = value;
        known.changed = true;
    }

    private Held hold(String user, byte[] value) throws IOException {
        makeRoom(user);
        Held fresh = new Held(value);
        held.put(user, fresh);
        return fresh;
    }

    /** Forgets the user the backend is turned to. */
    void clear(String user) {
        held.remove(user);
        state.clear();
    }

    private void makeRoom(String user) throws IOException {
        if (held.size() < most) {
            return;
        }
        Iterator<Map.Entry<String, Held>> eldest = held.entrySet().iterator();
        Map.Entry<String, Held> leaving = eldest.next();
        eldest.remove();
        if (leaving.getValue().changed) {
            turnTo.accept(leaving.getKey());
            write(leaving.getValue());
            turnTo.accept(user);
        }
    }

    /** Writes what has changed; afterwards the backend is turned to any user. */
    void flush() throws IOException {
        for (Map.Entry<String, Held> entry : held.entrySet()) {
            Held value = entry.getValue();
            if (value.changed) {
                turnTo.accept(entry.getKey());
                write(value);
                value.changed = false;
            }
        }
    }

    private void write(Held changed) throws IOException {
        state.update(changed.value);
    }
}
