package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * An effective view as it was tested before it was learned, by the model and by popularity over the same candidates.
 *
 * @param user a number that stands for the user
 * @param history effective views in the window it was predicted from
 * @param sightings how often the view's item had been seen before
 * @param popularity of each candidate: its share of effective views before this one
 */
public record TestedView(
        long user, long eventTimeMillis, int history, long sightings, Scores model, Scores popularity) {
    /** Writes it. */
    void write(DataOutput out) throws IOException {
        out.writeLong(user);
        out.writeLong(eventTimeMillis);
        out.writeInt(history);
        out.writeLong(sightings);
        model.write(out);
        popularity.write(out);
    }

    /** Reads what {@link #write} wrote. */
    static TestedView read(DataInput in) throws IOException {
        return new TestedView(
                in.readLong(), in.readLong(), in.readInt(), in.readLong(), Scores.read(in), Scores.read(in));
    }
}
