package io.sinestream.job.feedback;

/**
 * A mixture of two normal distributions fitted by expectation maximisation, begun at the quartiles: the same sample gives the
 * same fit.
 *
 * @param low mean of the lower component
 * @param high mean of the upper component
 */
record TwoGaussians(double low, double high) {
    private static final int MOST_STEPS = 200;
    private static final double SETTLED = 1e-9;

    /** Keeps a component from collapsing onto one value, as completed plays would have it. */
    private static final double LEAST_SHARE_OF_VARIANCE = 1e-3;

    /** @param sample rising */
    static TwoGaussians fit(double[] sample) {
        Fit fit = new Fit(sample);
        double before = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double likelihood = fit.step();
            if (Math.abs(likelihood - before) <= SETTLED * Math.abs(likelihood)) {
                break;
            }
            before = likelihood;
        }
        return new TwoGaussians(Math.min(fit.mean[0], fit.mean[1]), Math.max(fit.mean[0], fit.mean[1]));
    }

    private static final class Fit {
        private final double[] sample;
        private final double leastVariance;
        private final double[] mean;
        private final double[] variance;
        private final double[] share = {0.5, 0.5};

        Fit(double[] sample) {
            this.sample = sample;
            double center = mean(sample);
            double spread = variance(sample, center);
            leastVariance = Math.max(LEAST_SHARE_OF_VARIANCE * spread, Double.MIN_NORMAL);
            mean = new double[] {sample[sample.length / 4], sample[sample.length * 3 / 4]};
            variance = new double[] {Math.max(spread, leastVariance), Math.max(spread, leastVariance)};
        }

        /** One expectation and maximisation; the log likelihood before it. */
        double step() {
            double likelihood = 0;
            double[] weight = new double[2];
            double[] first = new double[2];
            double[] second = new double[2];
            for (double x : sample) {
                double a = logDensity(0, x);
                double b = logDensity(1, x);
                double larger = Math.max(a, b);
                double total = larger + Math.log(Math.exp(a - larger) + Math.exp(b - larger));
                likelihood += total;
                double lower = Math.exp(a - total);
                accumulate(0, lower, x, weight, first, second);
                accumulate(1, 1 - lower, x, weight, first, second);
            }
            for (int k = 0; k < 2; k++) {
                maximise(k, weight[k], first[k], second[k]);
            }
            return likelihood;
        }

        private static void accumulate(int k, double w, double x, double[] weight, double[] first, double[] second) {
            weight[k] += w;
            first[k] += w * x;
            second[k] += w * x * x;
        }

        /** A component without weight keeps its place. */
        private void maximise(int k, double weight, double first, double second) {
            share[k] = weight / sample.length;
            if (weight > 0) {
                mean[k] = first / weight;
                variance[k] = Math.max(leastVariance, second / weight - mean[k] * mean[k]);
            }
        }

        private double logDensity(int k, double x) {
            double d = x - mean[k];
            return Math.log(share[k]) - 0.5 * (Math.log(variance[k]) + d * d / variance[k]);
        }

        private static double mean(double[] sample) {
            double sum = 0;
            for (double x : sample) {
                sum += x;
            }
            return sum / sample.length;
        }

        private static double variance(double[] sample, double mean) {
            double sum = 0;
            for (double x : sample) {
                sum += (x - mean) * (x - mean);
            }
            return sum / sample.length;
        }
    }
}
