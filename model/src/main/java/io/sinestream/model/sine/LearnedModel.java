package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * A network and everything it learns: dense weights, item rows, the optimiser state of both. Brings the rows that a batch
 * names to the engine and applies gradients to them.
 */
final class LearnedModel implements AutoCloseable {
    /** Squares of gradients up to this one are finite in float32, so that second moments are. */
    private static final double LARGEST_NORM = 1e19;

    /** Steps between two looks at the memory of one. */
    private static final int MEMORY_SAMPLE = 64;

    private final SineSettings settings;
    private final LearnerSettings learning;
    private final NDManager manager;
    private final SineNetwork network;
    private final ParameterLayout layout;
    private final Optimiser denseOptimiser;
    private final Optimiser itemOptimiser;
    private final DenseWeights dense;
    private final ItemTable items;
    private long steps;
    private long torchBytes;

    /** Weights from the seed, no items, on the first GPU that is there, else the CPU. */
    LearnedModel(SineSettings settings, LearnerSettings learning, LearnerCounts counts) {
        this(settings, learning, counts, ComputeDevice.automatic());
    }

    /** Weights from the seed, no items. */
    LearnedModel(SineSettings settings, LearnerSettings learning, LearnerCounts counts, ComputeDevice device) {
        this.settings = settings;
        this.learning = learning;
        this.manager = device.newManager();
        this.network = new SineNetwork(settings, learning.precision().type(), manager);
        this.layout = network.layout();
        this.denseOptimiser = learning.denseOptimiser();
        this.itemOptimiser = learning.itemOptimiser();
        this.dense = new DenseWeights(layout, learning.precision(), denseOptimiser.stateSize(layout.size()));
        this.dense.set(layout.initialValues(learning.seed()));
        int width = settings.dimension();
        ItemNumbers numbers = new ItemNumbers(width, itemOptimiser.stateSize(width), learning.precision());
        this.items = new ItemTable(
                learning.vocabulary(),
                numbers,
                learning.initialDeviation(),
                learning.seed(),
                counts,
                settings.itemRate() > 0);
    }

    SineSettings settings() {
        return settings;
    }

    DenseWeights dense() {
        return dense;
    }

    ItemTable items() {
        return items;
    }

    /** Manager of one call's arrays; the caller closes it. */
    NDManager newManager() {
        return manager.newSubManager();
    }

    /** Scores (B, C) of the batch's candidates. */
    float[] scores(NDManager call, SineBatch batch, BatchRows rows) {
        return floats(network.scores(call, dense.toArray(call), matrix(call, rows), batch));
    }

    /** Sub-interests of the batch's windows; arrays are the manager's. */
    Encoded encode(NDManager call, SineBatch batch, BatchRows rows) {
        return network.encode(call, dense.toArray(call), matrix(call, rows), batch);
    }

    /** Forward and backward; arrays are the manager's. */
    Step step(NDManager call, SineBatch batch, BatchRows rows) {
        fetch(rows);
        Step step = network.step(call, dense.toArray(call), matrix(call, rows), batch);
        if (steps++ % MEMORY_SAMPLE == 0) {
            torchBytes = Torch.bytes(call);
        }
        return step;
    }

    /** Bytes in the engine's arrays at the end of a backward not long ago; 0 before the first. */
    long torchBytes() {
        return torchBytes;
    }

    private NDArray matrix(NDManager call, BatchRows rows) {
        return rows.toArray(call, learning.precision(), settings.dimension());
    }

    static float[] floats(NDArray array) {
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }

    /**
     * Applies a step's gradients, unless its loss or a gradient is not finite.
     *
     * @param number of the step, from 1
     * @param rate multiplies the learning rates
     * @return whether they were applied
     */
    boolean update(Step step, BatchRows rows, long number, double rate) {
        Reals denseGradient = Reals.of(learning.precision(), layout.size());
        Torch.copy(step.denseGradient(), denseGradient, 0);
        int width = settings.dimension();
        Reals rowGradient = Reals.of(learning.precision(), (rows.size() + 1) * width);
        Torch.copy(step.rowGradient(), rowGradient, 0);
        if (settings.itemRate() > 0) {
            keepRates(rowGradient, width);
        }
        double norm = Math.sqrt(squares(denseGradient) + squares(rowGradient));
        if (!Double.isFinite(step.total()) || !(norm < LARGEST_NORM)) {
            return false;
        }
        clip(denseGradient, norm);
        clip(rowGradient, norm);
        dense.update(denseOptimiser.at(number, rate), denseGradient);
        Optimiser.Update update = itemOptimiser.at(number, rate);
        fetch(rows);
        for (int i = 1; i <= rows.size(); i++) {
            // Row-lazy: a row that was only scored, as the run's farther skips are, keeps value and moments.
            if (!isZero(rowGradient, i * width, width)) {
                items.update(rows.row(i), update, rowGradient, i * width);
            }
        }
        return true;
    }

    private void fetch(BatchRows rows) {
        for (int i = 1; i <= rows.size(); i++) {
            items.numbers().fetch(rows.row(i));
        }
    }

    /** An item's rate is counted, gradients do not move it. */
    private static void keepRates(Reals rowGradient, int width) {
        for (int last = width - 1; last < rowGradient.size(); last += width) {
            rowGradient.set(last, 0);
        }
    }

    private static boolean isZero(Reals gradient, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (gradient.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static double squares(Reals gradient) {
        double squares = 0;
        for (int i = 0; i < gradient.size(); i++) {
            squares += gradient.get(i) * gradient.get(i);
        }
        return squares;
    }

    private void clip(Reals gradient, double norm) {
        double most = learning.gradientClip();
        if (most > 0 && norm > most) {
            for (int i = 0; i < gradient.size(); i++) {
                gradient.set(i, gradient.get(i) * most / norm);
            }
        }
    }

    /** c_i = W[D:]·e_i, 0 when the fusion learns no shares. */
    float itemRelevance(float[] vector) {
        if (!layout.has("W")) {
            return 0;
        }
        int from = layout.get("W").offset() + settings.dimension();
        double sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += dense.get(from + d) * vector[d];
        }
        return (float) sum;
    }

    /** a_k = W[:D]·õ_k + b, 0 when the fusion learns no shares. */
    float interestRelevance(float[] interests, int from) {
        if (!layout.has("W")) {
            return 0;
        }
        int weights = layout.get("W").offset();
        double sum = dense.get(layout.get("b").offset());
        for (int d = 0; d < settings.dimension(); d++) {
            sum += dense.get(weights + d) * interests[from + d];
        }
        return (float) sum;
    }

    /** SHA-256 over step, weights and moments. */
    String digest(long step) {
        return ModelDigest.of(step, dense, items);
    }

    @Override
    public void close() {
        manager.close();
    }
}
