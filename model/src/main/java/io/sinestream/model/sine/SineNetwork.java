package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.sinestream.model.sine.ParameterLayout.Parameter;
import io.sinestream.model.sine.SineSettings.Beta;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * SINE's forward and backward. It owns constants, no weights: those come with every call as one flat dense vector, laid out
 * by {@link ParameterLayout}, and the rows of the items that the batch names.
 *
 * <p>Axes: B windows, n positions computed, T targets per window, R = B·T rows, N random items and S skips per target, M = 1 + N + S
 * items per row, C candidates, K sub-interests, D width, U items of the batch, P dense values.
 *
 * <p>Not safe for several threads; several networks may work at once.
 */
final class SineNetwork {
    private static final double BATCH_OF_RELEASED_RUNS = 128;

    private final SineSettings settings;
    private final ParameterLayout layout;
    private final Constants constants;
    private final DropoutMasks dropout;
    private final WindowEncoder encoder;
    private final SubInterests subInterests;
    private final Losses losses;
    private final Probe probe;

    /**
     * A network whose constants live as long as {@code constants}.
     *
     * @param settings its switches
     * @param type float32, or float64 for parity
     * @param constants manager of the constants; the caller closes it after the last call
     */
    SineNetwork(SineSettings settings, DataType type, NDManager constants) {
        this(settings, type, constants, Probe.NONE);
    }

    SineNetwork(SineSettings settings, DataType type, NDManager manager, Probe probe) {
        this.settings = settings;
        this.probe = probe;
        layout = new ParameterLayout(settings);
        constants = new Constants(manager, type);
        dropout = new DropoutMasks(settings.dropout(), constants, manager);
        encoder = new WindowEncoder(settings, constants, dropout, probe);
        subInterests = new SubInterests(settings, constants, probe);
        losses = new Losses(settings, constants, probe);
    }

    /** Where the parameters are in the flat dense vector. */
    ParameterLayout layout() {
        return layout;
    }

    /**
     * Forward and backward of a batch with targets, candidates scored before any update. They are scored from the same
     * forward, but for dropout and {@link Beta#NEXT_INTENT}, which change training alone: then from a second one.
     *
     * @param manager of everything the step makes; the caller closes it when it has read the result
     * @param dense (P) flat dense vector
     * @param rows (U+1, D) item vectors
     * @param batch indices into {@code rows}
     */
    Step step(NDManager manager, NDArray dense, NDArray rows, SineBatch batch) {
        NDArray denseLeaf = own(manager, dense);
        NDArray rowsLeaf = own(manager, rows);
        Window window = GradMode.off(() -> window(manager, new Weights(denseLeaf, layout), rowsLeaf, batch, true));
        denseLeaf.setRequiresGradient(true);
        rowsLeaf.setRequiresGradient(true);
        dropout.start(batch.seed());
        Trained trained;
        try {
            trained = GradMode.on(() -> train(manager, denseLeaf, rowsLeaf, window, batch));
        } finally {
            dropout.stop();
        }
        NDArray scores = trainsAsItServes()
                ? GradMode.off(() -> scoreCandidates(
                        manager, lastRow(trained.interests(), batch), rowsLeaf, trained.weights(), batch))
                : scores(manager, dense, rows, batch);
        return GradMode.off(() -> {
            NDArray denseGradient = denseLeaf.getGradient();
            double lambda3 =
                    settings.lambda3() * (settings.scaleDcorWithBatch() ? batch.size() / BATCH_OF_RELEASED_RUNS : 1);
            double ldis = addCorrelation(manager, denseLeaf, denseGradient, lambda3);
            double[] terms = doubles(trained.terms().joined());
            return new Step(
                    terms[0], terms[1], ldis, terms[2] + lambda3 * ldis, denseGradient, rowsLeaf.getGradient(), scores);
        });
    }

    /** Adds the gradient of the correlation between prototypes, times {@code weight}, and returns the correlation. */
    private double addCorrelation(NDManager manager, NDArray dense, NDArray gradient, double weight) {
        if (settings.interests() == 1) {
            return 0;
        }
        Parameter z = layout.get("Z");
        long end = z.offset() + (long) z.size();
        DistanceCorrelation correlation =
                new DistanceCorrelation(doubles(Layers.slice(dense, 0, z.offset(), end)), settings.interests());
        double[] weighted =
                Arrays.stream(correlation.gradient()).map(g -> weight * g).toArray();
        Layers.slice(gradient, 0, z.offset(), end).addi(constants.copy(manager, weighted, new Shape(z.size())));
        return correlation.sum();
    }

    private static double[] doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, false).toDoubleArray();
    }

    /** Scores (B, C) of the batch's candidates from the last row of its windows, without gradients or dropout. */
    NDArray scores(NDManager manager, NDArray dense, NDArray rows, SineBatch batch) {
        return GradMode.off(() -> {
            NDArray own = own(manager, rows);
            Weights weights = new Weights(own(manager, dense), layout);
            return scoreCandidates(manager, serve(manager, own, weights, batch), own, weights, batch);
        });
    }

    /** Sub-interests from the last row of the batch's windows, without gradients or dropout. */
    Encoded encode(NDManager manager, NDArray dense, NDArray rows, SineBatch batch) {
        return GradMode.off(() -> {
            Weights weights = new Weights(own(manager, dense), layout);
            NDArray interests = serve(manager, own(manager, rows), weights, batch);
            return new Encoded(
                    interests,
                    settings.sharesScore() ? subInterests.relevance(interests, weights) : null,
                    subInterests.collapses() ? subInterests.collapsed(interests, weights) : null);
        });
    }

    /** c_i = W[D:]·e_i (U+1) of each row, 0 when the fusion learns no shares. */
    NDArray itemRelevance(NDManager manager, NDArray dense, NDArray rows) {
        if (!settings.sharesScore()) {
            return constants.full(manager, new Shape(rows.getShape().get(0)), 0);
        }
        return GradMode.off(
                () -> subInterests.itemRelevance(own(manager, rows), new Weights(own(manager, dense), layout)));
    }

    /** What a forward and backward leave behind; interests are õ (R, K, D). */
    private record Trained(Losses.Terms terms, NDArray interests, Weights weights) {}

    private Trained train(NDManager manager, NDArray dense, NDArray rows, Window window, SineBatch batch) {
        Weights weights = new Weights(dense, layout);
        NDArray seen = windowed(gathered(manager, rows, TrainedItems.widened(batch.history())), batch);
        NDArray compared = gathered(manager, rows, TrainedItems.compared(batch))
                .reshape(
                        batch.targets().length,
                        1L + batch.randomsPerTarget() + batch.skipsPerTarget(),
                        settings.dimension());
        Segments segments = Segments.recorded();
        NDArray o = encoder.encode(seen, window, weights, batch.targetsPerWindow() == 1, segments);
        NDArray interests = subInterests.of(o, weights);
        SubInterests.Scores scores = subInterests.score(interests, compared, weights);
        Losses.Terms terms = losses.of(manager, scores, rows, batch);
        segments.backward(terms.weighted(), constants.full(manager, new Shape(), 1));
        probe.saw("encoded", o);
        probe.saw("sub_interests", interests);
        return new Trained(terms, interests, weights);
    }

    /** õ (B, K, D) of the last rows as a reader would have them. */
    private NDArray serve(NDManager manager, NDArray rows, Weights weights, SineBatch batch) {
        Window window = window(manager, weights, rows, batch, false);
        NDArray seen = gathered(manager, rows, TrainedItems.widened(batch.history()));
        return subInterests.of(encoder.encode(windowed(seen, batch), window, weights, true, Segments.none()), weights);
    }

    private NDArray scoreCandidates(
            NDManager manager, NDArray interests, NDArray rows, Weights weights, SineBatch batch) {
        if (batch.candidatesPerWindow() == 0) {
            return constants.full(manager, new Shape(batch.size(), 0), 0);
        }
        NDArray items = gathered(manager, rows, TrainedItems.widened(batch.candidates()))
                .reshape(batch.size(), batch.candidatesPerWindow(), settings.dimension());
        return subInterests.score(interests, items, weights).fused();
    }

    private Window window(NDManager manager, Weights weights, NDArray rows, SineBatch batch, boolean trains) {
        boolean weighs = settings.beta() == Beta.LAST_INTENT || (trains && settings.beta() == Beta.NEXT_INTENT);
        double @Nullable [] beta = weighs ? new Intents(rows, weights.get("Z")).beta(batch, settings) : null;
        Window window = Window.of(manager, constants, settings, batch, beta);
        if (window.beta() != null) {
            probe.saw("beta", window.beta());
        }
        return window;
    }

    private boolean trainsAsItServes() {
        return settings.dropout() == 0 && settings.beta() != Beta.NEXT_INTENT;
    }

    /** Rows of the batch's items; one gather for each use, so that each has its backward to itself. */
    private static NDArray gathered(NDManager manager, NDArray rows, long[] indices) {
        return Layers.rows(rows, Constants.copy(manager, indices));
    }

    private NDArray windowed(NDArray items, SineBatch batch) {
        return items.reshape(batch.size(), batch.length(), settings.dimension());
    }

    /** õ (B, K, D) of the last of the T rows of each window. */
    private NDArray lastRow(NDArray interests, SineBatch batch) {
        int t = batch.targetsPerWindow();
        if (t == 1) {
            return interests;
        }
        return Layers.slice(
                        interests.reshape(batch.size(), t, settings.interests(), settings.dimension()), 1, t - 1L, t)
                .squeeze(1);
    }

    /** The same numbers as an array that belongs to {@code manager}, whoever owns the given one. */
    private static NDArray own(NDManager manager, NDArray array) {
        NDArray alias = array.stopGradient();
        alias.attach(manager);
        return alias;
    }
}
