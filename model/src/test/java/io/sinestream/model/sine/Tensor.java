package io.sinestream.model.sine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Numbers in row-major order, as the golden files store them. */
record Tensor(long[] shape, double[] data) {
    /** A tensor of a file: {@code {"shape": …, "data": …}}. */
    static Tensor of(JsonNode node) {
        return new Tensor(
                IntStream.range(0, node.get("shape").size())
                        .mapToLong(i -> node.get("shape").get(i).asLong())
                        .toArray(),
                numbers(node.get("data")));
    }

    static Tensor of(NDArray array) {
        return new Tensor(
                array.getShape().getShape(),
                array.toType(DataType.FLOAT64, false).toDoubleArray());
    }

    static Tensor vector(double... data) {
        return new Tensor(new long[] {data.length}, data);
    }

    /** A list of numbers; those that JSON lacks are strings. */
    static double[] numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToDouble(i -> Double.parseDouble(
                        list.get(i).asText().replace("nan", "NaN").replace("inf", "Infinity")))
                .toArray();
    }

    static int[] integers(JsonNode list) {
        return Arrays.stream(numbers(list)).mapToInt(x -> (int) x).toArray();
    }

    int[] integers() {
        return Arrays.stream(data).mapToInt(x -> (int) x).toArray();
    }

    /** Axes in another order: axis i of the result is axis {@code axes[i]} of this. */
    Tensor permuted(int... axes) {
        long[] to = Arrays.stream(axes).mapToLong(axis -> shape[axis]).toArray();
        double[] moved = new double[data.length];
        for (int i = 0; i < moved.length; i++) {
            int[] at = new int[axes.length];
            int rest = i;
            for (int axis = axes.length - 1; axis >= 0; axis--) {
                at[axes[axis]] = (int) (rest % to[axis]);
                rest /= (int) to[axis];
            }
            int from = 0;
            for (int axis = 0; axis < axes.length; axis++) {
                from = from * (int) shape[axis] + at[axis];
            }
            moved[i] = data[from];
        }
        return new Tensor(to, moved);
    }

    Tensor reshaped(long... to) {
        return new Tensor(to, data);
    }

    double largest() {
        return Arrays.stream(data).map(Math::abs).max().orElse(0);
    }

    /** Within {@code tolerance} of the expected number or of the largest, whichever allows more. */
    void assertClose(String what, Tensor expected, double tolerance) {
        assertClose(what, expected, tolerance, i -> true);
    }

    /** The same for the places that count. */
    void assertClose(String what, Tensor expected, double tolerance, IntPredicate counts) {
        assertThat(data.length).as("%s: size", what).isEqualTo(expected.data.length);
        double scale = IntStream.range(0, data.length)
                .filter(counts)
                .mapToDouble(i -> Math.abs(expected.data[i]))
                .max()
                .orElse(0);
        assertWithin(what, expected, tolerance * scale + 1e-5 * tolerance, counts);
    }

    /** No further from the expected numbers than {@code allowed}, at the places that count. */
    void assertWithin(String what, Tensor expected, double allowed, IntPredicate counts) {
        for (int i = 0; i < data.length; i++) {
            if (counts.test(i) && !(Math.abs(data[i] - expected.data[i]) <= allowed)) {
                assertThat(data[i]).as("%s[%d] within %s", what, i, allowed).isEqualTo(expected.data[i]);
            }
        }
    }
}
