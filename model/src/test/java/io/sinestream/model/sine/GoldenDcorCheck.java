package io.sinestream.model.sine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** {@code dcor.json}: distance correlation, its gradient, and inputs where it is 0 by definition. */
final class GoldenDcorCheck implements GoldenCheck {
    private static final double TOLERANCE = 1e-9;

    @Override
    public void check(GoldenFile file, Precision precision) {
        for (JsonNode set : file.root().get("random")) {
            Tensor z = Tensor.of(set.get("Z"));
            double[] gradient = Tensor.of(set.get("gradient")).data();
            check("random", z.data(), (int) z.shape()[0], set.get("sum").asDouble(), gradient);
            for (JsonNode pair : set.get("pairs")) {
                double[] two =
                        joined(row(z, pair.get(0).asInt()), row(z, pair.get(1).asInt()));
                Tensor.vector(new DistanceCorrelation(two, 2).sum())
                        .assertClose("pair", Tensor.vector(pair.get(2).asDouble()), TOLERANCE);
            }
        }
        for (JsonNode set : file.root().get("special")) {
            double[] x = Tensor.of(set.get("x")).data();
            double[] y = Tensor.of(set.get("y")).data();
            boolean defined = set.get("authors_gradient_finite").asBoolean();
            double[] gradient = defined
                    ? joined(Tensor.numbers(set.get("gx")), Tensor.numbers(set.get("gy")))
                    : new double[2 * x.length];
            double value = set.get("safe_value").asDouble();
            check(set.get("name").asText(), joined(x, y), 2, value, gradient);
        }
    }

    /** A gradient that vanishes is rounding on the scale of what it cancels from, here of one. */
    private static void check(String name, double[] z, int prototypes, double sum, double[] gradient) {
        DistanceCorrelation correlation = new DistanceCorrelation(z, prototypes);
        Tensor.vector(correlation.sum()).assertClose(name, Tensor.vector(sum), TOLERANCE);
        double allowed = TOLERANCE * Math.max(1e-3, Tensor.vector(gradient).largest());
        Tensor.vector(correlation.gradient()).assertWithin(name, Tensor.vector(gradient), allowed, i -> true);
    }

    private static double[] row(Tensor matrix, int row) {
        int columns = (int) matrix.shape()[1];
        return Arrays.copyOfRange(matrix.data(), row * columns, (row + 1) * columns);
    }

    private static double[] joined(double[] first, double[] second) {
        return DoubleStream.concat(Arrays.stream(first), Arrays.stream(second)).toArray();
    }
}
