package io.sinestream.model.sine;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What was known of a view's candidates right before it came: the popularity baseline is scored with that, so that it is
 * tested before it learns, as the model is.
 *
 * @param sightings how often the target had been seen
 */
record Standing(long sightings, Scores popularity) {
    static Standing of(TrainingExample view, ItemTable items) {
        float[] skips = new float[view.skips().length];
        for (int i = 0; i < skips.length; i++) {
            skips[i] = items.popularity(view.skips()[i]);
        }
        return new Standing(items.sightings(view.target()), new Scores(items.popularity(view.target()), skips));
    }

    /** Of candidates nobody has seen. */
    static Standing unknown(TrainingExample view) {
        return new Standing(0, new Scores(0, new float[view.skips().length]));
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(sightings);
        popularity.write(out);
    }

    static Standing read(DataInput in) throws IOException {
        return new Standing(in.readLong(), Scores.read(in));
    }
}
