package io.sinestream.model.sine;

/**
 * Row-wise Adagrad: one accumulator per slice, the running sum of the mean squared gradient (as in embedding tables of
 * large recommenders), so an item row costs one number of state instead of 2·D.
 */
record RowAdagrad(double learningRate, double epsilon) implements Optimiser {

    RowAdagrad {
        Settings.positive("learning rate", learningRate);
        Settings.positive("epsilon", epsilon);
    }

    @Override
    public int stateSize(int width) {
        return 1;
    }

    @Override
    public Update at(long step, double rate) {
        return (storage, offset, width, gradient, gradientOffset) -> {
            double squares = 0;
            for (int d = 0; d < width; d++) {
                double g = gradient.get(gradientOffset + d);
                squares += g * g;
            }
            int accumulator = offset + width;
            storage.set(accumulator, storage.get(accumulator) + squares / width);
            double stepSize = rate * learningRate / (Math.sqrt(storage.get(accumulator)) + epsilon);
            for (int d = 0; d < width; d++) {
                storage.set(offset + d, storage.get(offset + d) - stepSize * gradient.get(gradientOffset + d));
            }
        };
    }
}
