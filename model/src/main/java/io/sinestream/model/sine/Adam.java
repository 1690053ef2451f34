package io.sinestream.model.sine;

/**
 * Adam (Kingma and Ba, ICLR 2015, algorithm 1) as torch computes it: ε is added to √v̂, bias correction by the global step.
 * State per slice: first moments, then second moments. Applied to item rows only when they have a gradient it is the
 * row-lazy form (SPEC B2), which deviates from dense Adam: a row without gradient keeps value and moments.
 */
record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimiser {

    Adam {
        Settings.positive("learning rate", learningRate);
        Settings.within("beta1", beta1, 0, 1);
        Settings.within("beta2", beta2, 0, 1);
        Settings.positive("epsilon", epsilon);
    }

    @Override
    public int stateSize(int width) {
        return 2 * width;
    }

    @Override
    public Update at(long step, double rate) {
        double stepSize = rate * learningRate / (1 - Math.pow(beta1, (double) step));
        double rootCorrection = Math.sqrt(1 - Math.pow(beta2, (double) step));
        return (storage, offset, width, gradient, gradientOffset) -> {
            float[] floats = storage.floats();
            float[] slopes = gradient.floats();
            if (floats != null && slopes != null) {
                update(floats, offset, width, slopes, gradientOffset, stepSize, rootCorrection);
                return;
            }
            int first = offset + width;
            int second = first + width;
            for (int d = 0; d < width; d++) {
                double g = gradient.get(gradientOffset + d);
                double m = beta1 * storage.get(first + d) + (1 - beta1) * g;
                double v = beta2 * storage.get(second + d) + (1 - beta2) * g * g;
                storage.set(first + d, m);
                storage.set(second + d, v);
                storage.set(
                        offset + d, storage.get(offset + d) - stepSize * m / (Math.sqrt(v) / rootCorrection + epsilon));
            }
        };
    }

    /** The same arithmetic, hence the same bits, on plain arrays: the loop that most rows of a stream go through. */
    private void update(
            float[] storage,
            int offset,
            int width,
            float[] gradient,
            int gradientOffset,
            double stepSize,
            double rootCorrection) {
        int first = offset + width;
        int second = first + width;
        for (int d = 0; d < width; d++) {
            double g = gradient[gradientOffset + d];
            double m = beta1 * storage[first + d] + (1 - beta1) * g;
            double v = beta2 * storage[second + d] + (1 - beta2) * g * g;
            storage[first + d] = (float) m;
            storage[second + d] = (float) v;
            storage[offset + d] =
                    (float) (storage[offset + d] - stepSize * m / (Math.sqrt(v) / rootCorrection + epsilon));
        }
    }
}
