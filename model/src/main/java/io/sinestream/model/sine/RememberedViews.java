package io.sinestream.model.sine;

import io.sinestream.model.Mix;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.TrainingExampleFormat;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest views that were trained, to be learned again. They are nobody's: names are left out, so that forgetting a user
 * needs nothing here and never changes what is learned. Part of the saved state.
 */
final class RememberedViews {
    private final RehearsalSettings settings;
    private final List<TrainingExample> ring = new ArrayList<>();
    private int oldest;

    RememberedViews(RehearsalSettings settings) {
        this.settings = settings;
    }

    /** Remembers a view, instead of the oldest one when there are too many. */
    void add(TrainingExample view) {
        if (settings.perStep() == 0) {
            return;
        }
        TrainingExample nobodys = view.anonymous();
        if (ring.size() < settings.remembered()) {
            ring.add(nobodys);
        } else {
            ring.set(oldest, nobodys);
            oldest = (oldest + 1) % ring.size();
        }
    }

    /** The views to learn again in a step; the same for the same seed, step and memory. */
    List<TrainingExample> draw(long seed, long step) {
        List<TrainingExample> drawn = new ArrayList<>();
        long stream = Mix.at(Mix.mix64(seed), step);
        for (int i = 0; i < settings.perStep() && !ring.isEmpty(); i++) {
            drawn.add(fromOldest(Mix.below(Mix.at(stream, i), ring.size())));
        }
        return drawn;
    }

    private TrainingExample fromOldest(int i) {
        return ring.get((oldest + i) % ring.size());
    }

    int size() {
        return ring.size();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(ring.size());
        for (int i = 0; i < ring.size(); i++) {
            TrainingExampleFormat.write(fromOldest(i), out);
        }
    }

    /** Takes over what {@link #write} wrote; the latest of them, if fewer are to be remembered now. */
    void read(DataInput in) throws IOException {
        ring.clear();
        oldest = 0;
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            add(TrainingExampleFormat.read(in));
        }
    }
}
