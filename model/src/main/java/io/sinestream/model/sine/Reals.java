package io.sinestream.model.sine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed-length vector of real numbers on the Java heap, in one of two precisions. Weights and optimiser state rest in
 * these: they can be saved bit for bit, and only the rows of a batch ever travel to the engine.
 *
 * <p>Arithmetic reads and writes doubles; in float32 each {@link #set} rounds. Buffers are in native byte order.
 */
abstract sealed class Reals {

    static Reals of(Precision precision, int size) {
        return precision == Precision.FLOAT32 ? new Floats(new float[size]) : new Doubles(new double[size]);
    }

    abstract int size();

    abstract double get(int index);

    abstract void set(int index, double value);

    /** The numbers themselves where they are float32, else null: for the loops that run over all of them. */
    abstract float @Nullable [] floats();

    /** Appends {@code count} numbers from {@code from} on to the buffer. */
    abstract void write(int from, int count, ByteBuffer target);

    /** Takes the buffer's next {@code count} numbers as those from {@code to} on. */
    abstract void read(int to, int count, ByteBuffer source);

    private static final class Floats extends Reals {
        private final float[] data;

        Floats(float[] data) {
            this.data = data;
        }

        @Override
        int size() {
            return data.length;
        }

        @Override
        double get(int index) {
            return data[index];
        }

        @Override
        void set(int index, double value) {
            data[index] = (float) value;
        }

        @Override
        float[] floats() {
            return data;
        }

        @Override
        void write(int from, int count, ByteBuffer target) {
            target.asFloatBuffer().put(data, from, count);
            target.position(target.position() + count * Float.BYTES);
        }

        @Override
        void read(int to, int count, ByteBuffer source) {
            source.asFloatBuffer().get(data, to, count);
            source.position(source.position() + count * Float.BYTES);
        }
    }

    private static final class Doubles extends Reals {
        private final double[] data;

        Doubles(double[] data) {
            this.data = data;
        }

        @Override
        int size() {
            return data.length;
        }

        @Override
        double get(int index) {
            return data[index];
        }

        @Override
        void set(int index, double value) {
            data[index] = value;
        }

        @Override
        float @Nullable [] floats() {
            return null;
        }

        @Override
        void write(int from, int count, ByteBuffer target) {
            target.asDoubleBuffer().put(data, from, count);
            target.position(target.position() + count * Double.BYTES);
        }

        @Override
        void read(int to, int count, ByteBuffer source) {
            source.asDoubleBuffer().get(data, to, count);
            source.position(source.position() + count * Double.BYTES);
        }
    }
}
