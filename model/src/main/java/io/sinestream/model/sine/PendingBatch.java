package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.TrainingExampleFormat;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The views that wait: for the batch to fill, to be tested or to have their user's vectors emitted. Part of the saved
 * state, so that no batch boundary depends on a checkpoint.
 */
final class PendingBatch {

    /** A view and what has already been done with it. */
    static final class View {
        TrainingExample example;
        final Standing standing;
        boolean tested;
        boolean emitted;

        View(TrainingExample example, Standing standing, boolean tested, boolean emitted) {
            this.example = example;
            this.standing = standing;
            this.tested = tested;
            this.emitted = emitted;
        }
    }

    private final List<View> views = new ArrayList<>();
    private final LongOpenHashSet held = new LongOpenHashSet();
    private int training;

    void add(TrainingExample example) {
        add(example, Standing.unknown(example));
    }

    void add(TrainingExample example, Standing standing) {
        add(new View(example, standing, false, false));
    }

    private void add(View view) {
        views.add(view);
        if (view.example.trains()) {
            training++;
            hold(view.example);
        }
    }

    private void hold(TrainingExample example) {
        held.add(example.target());
        for (long key : example.history()) {
            held.add(key);
        }
        for (long key : example.skips()) {
            held.add(key);
        }
    }

    /**
     * Whether a view that will train needs the item. Views that train nobody hold nothing: how long they wait depends on
     * lingering, and what is learned must not.
     */
    boolean holds(long key) {
        return held.contains(key);
    }

    /** How many of the views train. */
    int training() {
        return training;
    }

    boolean isEmpty() {
        return views.isEmpty();
    }

    /** In order of arrival. */
    List<View> views() {
        return views;
    }

    /** The views that train, in order of arrival. */
    List<View> trainingViews() {
        return views.stream().filter(view -> view.example.trains()).toList();
    }

    /**
     * Their views are trained without a name, so that no batch is cut elsewhere for it, and not emitted.
     *
     * @param user who is to be forgotten
     */
    void forget(String user) {
        for (View view : views) {
            if (view.example.user().equals(user)) {
                view.example = view.example.anonymous();
                view.emitted = true;
            }
        }
    }

    void clear() {
        views.clear();
        held.clear();
        training = 0;
    }

    /** Forgets views with nothing left to do but train nobody: emitted first views. */
    void dropFinished() {
        views.removeIf(view -> view.emitted && !view.example.trains());
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(views.size());
        for (View view : views) {
            TrainingExampleFormat.write(view.example, out);
            view.standing.write(out);
            out.writeBoolean(view.tested);
            out.writeBoolean(view.emitted);
        }
    }

    static PendingBatch read(DataInput in) throws IOException {
        PendingBatch batch = new PendingBatch();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            batch.add(new View(TrainingExampleFormat.read(in), Standing.read(in), in.readBoolean(), in.readBoolean()));
        }
        return batch;
    }
}
