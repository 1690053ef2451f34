package io.sinestream.model.sine;

import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.TrainingExampleFormat;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongLinkedOpenHashSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest views that were trained, to be learned again. They are nobody's: names are left out, so that forgetting a user
 * needs nothing here and never changes what is learned.
 *
 * <p>Views are numbered as they come. Each is saved once under its number, and removed once it is forgotten, so that a
 * checkpoint writes those alone that are new since the last {@link #drainChanges}; which numbers are remembered is part of
 * the learner's core.
 */
final class RememberedViews {
    private final RehearsalSettings settings;
    private final Long2ObjectOpenHashMap<TrainingExample> views = new Long2ObjectOpenHashMap<>();
    private final LongLinkedOpenHashSet changed = new LongLinkedOpenHashSet();
    private long next;
    private int size;

    RememberedViews(RehearsalSettings settings) {
        this.settings = settings;
    }

    /** Remembers a view, instead of the oldest one when there are too many. */
    void add(TrainingExample view) {
        if (settings.perStep() == 0) {
            return;
        }
        views.put(next, view.anonymous());
        changed.add(next);
        next++;
        size++;
        if (size > settings.remembered()) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        long oldest = next - size;
        views.remove(oldest);
        size--;
        // What came and went between two checkpoints was never saved.
        if (!changed.remove(oldest)) {
            changed.add(oldest);
        }
    }

    /** The views to learn again in a step; the same for the same seed, step and memory. */
    List<TrainingExample> draw(long seed, long step) {
        List<TrainingExample> drawn = new ArrayList<>();
        long stream = Mix.at(Mix.mix64(seed), step);
        for (int i = 0; i < settings.perStep() && size > 0; i++) {
            drawn.add(fromOldest(Mix.below(Mix.at(stream, i), size)));
        }
        return drawn;
    }

    private TrainingExample fromOldest(int i) {
        TrainingExample view = views.get(next - size + i);
        if (view == null) {
            throw new IllegalStateException(missing());
        }
        return view;
    }

    int size() {
        return size;
    }

    /** Hands over the views that are new since the last call, and the numbers of those forgotten. */
    void drainChanges(RowSink sink) {
        for (long number : changed) {
            TrainingExample view = views.get(number);
            if (view == null) {
                sink.remove(number);
            } else {
                sink.put(number, encode(view));
            }
        }
        changed.clear();
    }

    private static byte[] encode(TrainingExample view) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            TrainingExampleFormat.write(view, new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Writes which numbers are remembered. */
    void write(DataOutput out) throws IOException {
        out.writeLong(next);
        out.writeInt(size);
    }

    /** Takes over what {@link #write} wrote, the latest of it if fewer are to be remembered now; views are to follow. */
    void read(DataInput in) throws IOException {
        clear();
        next = in.readLong();
        int saved = in.readInt();
        if (saved < 0 || saved > next) {
            throw new IOException(saved + " remembered views of " + next);
        }
        size = settings.perStep() == 0 ? 0 : Math.min(saved, settings.remembered());
    }

    /** Takes over views written one after the other, as the core held them up to its version 5. */
    void readWhole(DataInput in) throws IOException {
        clear();
        int saved = in.readInt();
        for (int i = 0; i < saved; i++) {
            add(TrainingExampleFormat.read(in));
        }
    }

    private void clear() {
        views.clear();
        changed.clear();
        next = 0;
        size = 0;
    }

    /**
     * Puts back a view that {@link #drainChanges} handed over, in any order; one that is too many now is forgotten.
     *
     * @throws IllegalStateException when it is damaged
     */
    void restore(long number, byte[] bytes) {
        if (number < next - size || number >= next) {
            changed.add(number);
            return;
        }
        try {
            views.put(number, TrainingExampleFormat.read(new DataInputStream(new ByteArrayInputStream(bytes))));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "remembered view " + number + " in state is cut short or damaged (" + e.getMessage()
                            + "): restore from an older checkpoint",
                    e);
        }
    }

    /** @throws IllegalStateException when a view was not put back */
    void requireWhole() {
        if (views.size() != size) {
            throw new IllegalStateException(missing());
        }
    }

    private String missing() {
        return "learner state has " + views.size() + " of " + size
                + " remembered views: the state is damaged, restore from an older checkpoint";
    }
}
