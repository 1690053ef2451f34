package io.sinestream.model.sine;

/**
 * A first-order optimiser over slices of weights that lie together with their optimiser state: {@code width} weights, then
 * {@link #stateSize} numbers of state. The dense tensors are one such slice, each item row is another, so a row that had
 * no gradient is simply not visited: it keeps value and moments (row-lazy).
 */
interface Optimiser {

    /** How many numbers of state belong to {@code width} weights. */
    int stateSize(int width);

    /**
     * The update of one step.
     *
     * @param step the global step, from 1, also for rows that have been visited less often
     * @param rate multiplies the learning rate (1 for a full batch)
     */
    Update at(long step, double rate);

    /** Updates slices in place. */
    interface Update {
        /**
         * @param storage holds the slice from {@code offset} on
         * @param gradient holds its gradient from {@code gradientOffset} on
         */
        void apply(Reals storage, int offset, int width, Reals gradient, int gradientOffset);
    }
}
