package io.sinestream.model.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A mean in which each older value weighs {@code factor} times the one after it (Gama, Sebastião, Rodrigues, Machine
 * Learning 2013). Not safe for several threads.
 */
public final class FadingMean {
    private final double factor;
    private double sum;
    private double weight;

    /** Fades by {@code factor}, above 0 and at most 1. */
    public FadingMean(double factor) {
        if (!(factor > 0 && factor <= 1)) {
            throw new IllegalArgumentException("factor is " + factor + ", must be in (0, 1]: use 0.999 or so");
        }
        this.factor = factor;
    }

    /** Adds a value; NaN, an instance without a skip, changes nothing. */
    public void add(double value) {
        if (Double.isNaN(value)) {
            return;
        }
        sum = factor * sum + value;
        weight = factor * weight + 1;
    }

    /** The mean so far, NaN before the first value. */
    public double value() {
        return sum / weight;
    }

    /** Writes what it remembers. */
    public void write(DataOutput out) throws IOException {
        out.writeDouble(sum);
        out.writeDouble(weight);
    }

    /** Takes over what {@link #write} wrote. */
    public void read(DataInput in) throws IOException {
        sum = in.readDouble();
        weight = in.readDouble();
    }
}
