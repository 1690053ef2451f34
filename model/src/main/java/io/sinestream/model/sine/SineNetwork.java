package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * SINE's forward and backward. It owns constants, no weights: those come with every call as one flat dense vector, laid out
 * by {@link ParameterLayout}, and the rows of the items that the batch names.
 *
 * <p>Not safe for several threads; several networks may work at once.
 */
@SuppressWarnings("DoNotCallSuggester")
final class SineNetwork {
    /**
     * A network whose constants live as long as {@code constants}.
     *
     * @param settings its switches
     * @param type float32, or float64 for parity
     * @param constants manager of the constants; the caller closes it after the last call
     */
    SineNetwork(SineSettings settings, DataType type, NDManager constants) {
        throw new UnsupportedOperationException(settings + " " + type + " " + constants);
    }

    /** Where the parameters are in the flat dense vector. */
    ParameterLayout layout() {
        throw new UnsupportedOperationException();
    }

    /**
     * Forward and backward of a batch with targets, candidates scored from the same forward.
     *
     * @param manager of everything the step makes; the caller closes it when it has read the result
     * @param dense (P) flat dense vector, attached to {@code manager} until that closes
     * @param rows (U+1, D) item vectors, attached likewise
     * @param batch indices into {@code rows}
     */
    Step step(NDManager manager, NDArray dense, NDArray rows, SineBatch batch) {
        throw new UnsupportedOperationException(manager + " " + dense + rows + batch);
    }

    /** Scores (B, C) of the batch's candidates from the last row of its windows, without gradients or dropout. */
    NDArray scores(NDManager manager, NDArray dense, NDArray rows, SineBatch batch) {
        throw new UnsupportedOperationException(manager + " " + dense + rows + batch);
    }

    /** Sub-interests from the last row of the batch's windows, without gradients or dropout. */
    Encoded encode(NDManager manager, NDArray dense, NDArray rows, SineBatch batch) {
        throw new UnsupportedOperationException(manager + " " + dense + rows + batch);
    }

    /** c_i = W[D:]·e_i (U+1) of each row, 0 when the fusion learns no shares. */
    NDArray itemRelevance(NDManager manager, NDArray dense, NDArray rows) {
        throw new UnsupportedOperationException(manager + " " + dense + rows);
    }
}
