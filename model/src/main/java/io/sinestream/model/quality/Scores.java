package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one scorer said of a test-then-train instance. Arrays are shared, not copied: never write to them.
 *
 * @param target score of the effective view
 * @param skips scores of the skips of the run before it
 */
public record Scores(float target, float[] skips) {
    /** Measures them. */
    InstanceQuality quality() {
        double[] candidates = new double[skips.length];
        for (int i = 0; i < skips.length; i++) {
            candidates[i] = skips[i];
        }
        return InstanceQuality.of(target, candidates);
    }

    /** Writes them. */
    public void write(DataOutput out) throws IOException {
        out.writeFloat(target);
        out.writeInt(skips.length);
        for (float skip : skips) {
            out.writeFloat(skip);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static Scores read(DataInput in) throws IOException {
        float target = in.readFloat();
        float[] skips = new float[in.readInt()];
        for (int i = 0; i < skips.length; i++) {
            skips[i] = in.readFloat();
        }
        return new Scores(target, skips);
    }
}
