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
        OfFloats ofFloats = new OfFloats(stepSize, rootCorrection);
        return (storage, offset, width, gradient, gradientOffset) -> {
            float[] floats = storage.floats();
            float[] slopes = gradient.floats();
            if (floats != null && slopes != null) {
                ofFloats.apply(floats, offset, width, slopes, gradientOffset);
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

    /**
     * The same arithmetic, hence the same bits, on plain arrays: the loop that most rows of a stream go through. Its numbers are widened into
     * arrays of doubles first, block by block, since the compiler makes vector instructions of a loop over one type of number alone.
     */
    private final class OfFloats {
        private static final int BLOCK = 128;

        private final double stepSize;
        private final double rootCorrection;
        private final double[] weights = new double[BLOCK];
        private final double[] firsts = new double[BLOCK];
        private final double[] seconds = new double[BLOCK];
        private final double[] slopes = new double[BLOCK];

        OfFloats(double stepSize, double rootCorrection) {
            this.stepSize = stepSize;
            this.rootCorrection = rootCorrection;
        }

        void apply(float[] storage, int offset, int width, float[] gradient, int gradientOffset) {
            for (int done = 0; done < width; done += BLOCK) {
                int count = Math.min(BLOCK, width - done);
                int at = offset + done;
                widen(storage, at, weights, count);
                widen(storage, at + width, firsts, count);
                widen(storage, at + 2 * width, seconds, count);
                widen(gradient, gradientOffset + done, slopes, count);
                update(count);
                narrow(weights, storage, at, count);
                narrow(firsts, storage, at + width, count);
                narrow(seconds, storage, at + 2 * width, count);
            }
        }

        private void update(int count) {
            double[] w = weights;
            double[] m = firsts;
            double[] v = seconds;
            double[] g = slopes;
            for (int i = 0; i < count; i++) {
                m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                w[i] = w[i] - stepSize * m[i] / (Math.sqrt(v[i]) / rootCorrection + epsilon);
            }
        }

        private static void widen(float[] from, int at, double[] to, int count) {
            for (int i = 0; i < count; i++) {
                to[i] = from[at + i];
            }
        }

        private static void narrow(double[] from, float[] to, int at, int count) {
            for (int i = 0; i < count; i++) {
                to[at + i] = (float) from[i];
            }
        }
    }
}
