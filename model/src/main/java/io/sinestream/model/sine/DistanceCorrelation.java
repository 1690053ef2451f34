package io.sinestream.model.sine;

/**
 * Σ_{i<j} dCor(z_i, z_j) of eq. 16 (Székely, Rizzo, Bakirov, Annals of Statistics 2007) and its gradient. The D coordinates
 * of a prototype count as D samples of a scalar: A holds the distances |z_s − z_t| less their row and column means plus the
 * grand mean, and dCor is the root of mean(A∘B) over the fourth root of mean(A∘A)·mean(B∘B). With D samples the estimate is
 * biased upward, so its value grows with K².
 *
 * <p>It depends on the prototypes alone, so value and gradient are computed on the heap, in double, from one read of Z; as a
 * graph of the engine they would be a fifth of a small step. Since A and B are centred, ∂mean(A∘B)/∂|z_s − z_t| = B/D², and
 * |z_s − z_t| has slope 0 at equal coordinates. A prototype whose distances do not vary has correlation 0 and gradient 0 with
 * every other, and a mean product that rounds to 0 or below counts as 0.
 *
 * <p>Axes: K prototypes, D coordinates.
 */
final class DistanceCorrelation {
    private static final double TINY = 1e-30;

    private final int samples;
    private final double[] z;
    private final double[][] centred;
    private final double[] variance;
    private final double[] gradient;
    private double sum;

    /** The correlations of {@code z} (K, D), row-major. */
    DistanceCorrelation(double[] z, int prototypes) {
        this.samples = z.length / prototypes;
        this.z = z;
        this.gradient = new double[z.length];
        this.centred = new double[prototypes][];
        this.variance = new double[prototypes];
        for (int i = 0; i < prototypes; i++) {
            centred[i] = centredDistances(i);
            variance[i] = meanProduct(centred[i], centred[i]);
        }
        for (int i = 0; i < prototypes; i++) {
            for (int j = i + 1; j < prototypes; j++) {
                addPair(i, j);
            }
        }
    }

    /** The sum over pairs; 0 for one prototype. */
    double sum() {
        return sum;
    }

    /** Its gradient (K, D) by the prototypes. */
    double[] gradient() {
        return gradient;
    }

    private double[] centredDistances(int prototype) {
        double[] distances = new double[samples * samples];
        double[] means = new double[samples];
        double grand = 0;
        for (int s = 0; s < samples; s++) {
            for (int t = 0; t < samples; t++) {
                distances[s * samples + t] = Math.abs(coordinate(prototype, s) - coordinate(prototype, t));
                means[s] += distances[s * samples + t] / samples;
            }
            grand += means[s] / samples;
        }
        for (int s = 0; s < samples; s++) {
            for (int t = 0; t < samples; t++) {
                distances[s * samples + t] += grand - means[s] - means[t];
            }
        }
        return distances;
    }

    private double meanProduct(double[] a, double[] b) {
        double product = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
        }
        return product / a.length;
    }

    private void addPair(int i, int j) {
        double product = meanProduct(centred[i], centred[j]);
        if (variance[i] <= TINY || variance[j] <= TINY || product <= TINY) {
            return;
        }
        double correlation = Math.sqrt(product / Math.sqrt(variance[i] * variance[j]));
        sum += correlation;
        addGradient(i, j, correlation, product);
        addGradient(j, i, correlation, product);
    }

    /** ∂dCor/∂A = dCor/2 · (B/mean(A∘B) − A/mean(A∘A)) / D², and each distance moves both its coordinates. */
    private void addGradient(int of, int with, double correlation, double product) {
        double scale = correlation / centred[of].length;
        for (int s = 0; s < samples; s++) {
            double slope = 0;
            for (int t = 0; t < samples; t++) {
                int at = s * samples + t;
                double byDistance = centred[with][at] / product - centred[of][at] / variance[of];
                slope += byDistance * Math.signum(coordinate(of, s) - coordinate(of, t));
            }
            gradient[of * samples + s] += scale * slope;
        }
    }

    private double coordinate(int prototype, int sample) {
        return z[prototype * samples + sample];
    }
}
