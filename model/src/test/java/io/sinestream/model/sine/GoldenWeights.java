package io.sinestream.model.sine;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.model.sine.ModelFixture.Result;
import io.sinestream.model.sine.SineSettings.Fusion;

/**
 * The weights of a fixture under Adam, dense or with lazy item rows, as plain vectors with their state beside them.
 */
final class GoldenWeights {
    private final ModelFixture model;
    private final Adam adam;
    private final boolean lazyRows;
    private final Reals dense;
    private final Reals items;
    private long step;

    GoldenWeights(ModelFixture model, Adam adam, boolean lazyRows) {
        this.model = model;
        this.adam = adam;
        this.lazyRows = lazyRows;
        int d = model.settings.dimension();
        dense = reals(3 * model.dense.length);
        items = reals(3 * model.items.length);
        copy(model.dense, 0, dense, 0, model.dense.length);
        for (int row = 0; row < model.items.length / d; row++) {
            copy(model.items, row * d, items, 3 * row * d, d);
        }
    }

    /** Descends one step and puts the new weights into the fixture. */
    void descend(Result result) {
        int d = model.settings.dimension();
        Optimiser.Update update = adam.at(++step, 1);
        update.apply(dense, 0, model.dense.length, reals(result.dense().data()), 0);
        Reals gradient = reals(result.rows().data());
        for (int row = 1; row < model.items.length / d; row++) {
            if (!lazyRows || hasGradient(result.rows().data(), row, d)) {
                update.apply(items, 3 * row * d, d, gradient, row * d);
            }
        }
        for (int i = 0; i < model.dense.length; i++) {
            model.dense[i] = dense.get(i);
        }
        for (int i = 0; i < model.items.length; i++) {
            model.items[i] = items.get(i / d * 3 * d + i % d);
        }
    }

    /** Compares with the weights of a file, but for those that a softmax fusion cancels and rounding moves. */
    void assertClose(String what, JsonNode expected, double tolerance) {
        expected.fieldNames().forEachRemaining(name -> {
            Tensor target = Tensor.of(expected.get(name));
            boolean softmax = model.settings.fusion() == Fusion.SOFTMAX;
            if (softmax && name.equals("b")) {
                return;
            }
            int counted = softmax && name.equals("W") ? model.settings.dimension() : target.data().length;
            weights(name).assertClose(what + " " + name, target, tolerance, i -> i < counted);
        });
    }

    private Tensor weights(String name) {
        return new Result(0, 0, 0, 0, Tensor.vector(model.dense), Tensor.vector(model.items), Tensor.vector())
                .gradient(model.layout, name);
    }

    private static boolean hasGradient(double[] gradient, int row, int d) {
        for (int i = row * d; i < (row + 1) * d; i++) {
            if (gradient[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private Reals reals(int size) {
        return Reals.of(model.precision(), size);
    }

    private Reals reals(double[] values) {
        Reals reals = reals(values.length);
        copy(values, 0, reals, 0, values.length);
        return reals;
    }

    private static void copy(double[] from, int at, Reals to, int start, int count) {
        for (int i = 0; i < count; i++) {
            to.set(start + i, from[at + i]);
        }
    }
}
