package io.sinestream.model.sine;

import io.sinestream.model.sine.ModelFixture.Result;

/** Trains a small random model for some steps on random batches, for tests that watch the engine meanwhile. */
final class Trainer implements AutoCloseable {
    private static final int ITEMS = 40;
    private static final Adam ADAM = new Adam(0.003, 0.9, 0.98, 1e-8);

    private final ModelFixture model;
    private final GoldenWeights weights;
    private final RandomBatch batches = new RandomBatch(7, ITEMS);
    private final boolean everyRow;

    Trainer(SineSettings profile) {
        SineSettings settings = profile.toBuilder().dimension(8).window(10).build();
        everyRow = settings.targets() == SineSettings.Targets.ALL;
        model = ModelFixture.random(settings, Precision.FLOAT32, ITEMS, 1);
        weights = new GoldenWeights(model, ADAM, true);
    }

    /** Calls {@code inside} between the forward and the backward of every step. */
    void train(int steps, Runnable inside) {
        model.recorder.onlyRun(inside);
        for (int step = 0; step < steps; step++) {
            Result result = model.step(batches.train(8, batches.between(5, 10), everyRow, 1, 3));
            weights.descend(result);
        }
    }

    double[] dense() {
        return model.dense;
    }

    double[] items() {
        return model.items;
    }

    int managedArrays() {
        return model.managedArrays();
    }

    @Override
    public void close() {
        model.close();
    }
}
