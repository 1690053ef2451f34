package io.sinestream.schema.feed;

import io.github.jbellis.jvector.graph.similarity.BuildScoreProvider;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction.ExactScoreFunction;
import io.github.jbellis.jvector.graph.similarity.SearchScoreProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * How near two items are, so that the items of the largest inner products with any vector are near each other: Euclidean
 * distance after each vector e got one more coordinate √(M² − |e|²) (Bachrach et al., RecSys 2014, where M is the longest
 * vector's length).
 */
final class ItemDistance implements BuildScoreProvider {
    private final IntUnaryOperator rowOfNode;
    private final VectorTable table;
    private final int width;
    private final Scale scale;
    /** |e|² by node, from when it was linked. */
    private volatile float[] squares = new float[0];

    /**
     * What lengths there are.
     *
     * @param longest M², the squared length that one vector in a hundred exceeds; longer ones count as this long in the
     *     further coordinate. With the very longest as M that coordinate would hardly tell the others apart
     * @param mean of the squared lengths: the unit of distances
     */
    record Scale(double longest, double mean) {
        private static final double LONG = 0.99;
        private static final double MUCH = 2;

        /** Of the table's rows in use. */
        static Scale of(VectorTable table, int width) {
            float[] squares = new float[table.index().end()];
            double sum = 0;
            int count = 0;
            for (int row = 0; row < squares.length; row++) {
                if (table.index().isUsed(row)) {
                    squares[count] = squaredLength(table, row, width);
                    sum += squares[count++];
                }
            }
            Arrays.sort(squares, 0, count);
            return sum > 0 ? new Scale(squares[(int) (LONG * (count - 1))], sum / count) : new Scale(1, 1);
        }

        /** Whether items linked by the other scale should be linked anew. */
        boolean isFarFrom(Scale other) {
            return longest > MUCH * other.longest || MUCH * longest < other.longest;
        }
    }

    ItemDistance(IntUnaryOperator rowOfNode, VectorTable table, int width, Scale scale) {
        this.rowOfNode = rowOfNode;
        this.table = table;
        this.width = width;
        this.scale = scale;
    }

    /** Makes room for nodes below {@code end}. */
    void reserve(int end) {
        if (end > squares.length) {
            squares = Arrays.copyOf(squares, Math.max(end, 2 * squares.length));
        }
    }

    /** Has to come before any other look at the node. */
    void note(int node) {
        squares[node] = squaredLength(table, rowOfNode.applyAsInt(node), width);
    }

    int width() {
        return width;
    }

    static float squaredLength(VectorTable table, int row, int width) {
        float[] page = table.page(row);
        int at = table.offset(row);
        return Dot.product(page, at, page, at, width);
    }

    private ExactScoreFunction from(int node) {
        int row = rowOfNode.applyAsInt(node);
        float[] page = table.page(row);
        int at = table.offset(row);
        float squared = squares[node];
        double further = further(squared);
        return other -> {
            int otherRow = rowOfNode.applyAsInt(other);
            float[] otherPage = table.page(otherRow);
            int otherAt = table.offset(otherRow);
            float otherSquared = squares[other];
            double apart = further - further(otherSquared);
            double squaredDistance =
                    squared + otherSquared - 2.0 * Dot.product(page, at, otherPage, otherAt, width) + apart * apart;
            return (float) (1 / (1 + Math.max(0, squaredDistance) / scale.mean));
        };
    }

    private double further(double squared) {
        return Math.sqrt(Math.max(0, scale.longest - squared));
    }

    @Override
    public boolean isExact() {
        return true;
    }

    @Override
    public SearchScoreProvider searchProviderFor(int node) {
        return new DefaultSearchScoreProvider(from(node));
    }

    @Override
    public SearchScoreProvider diversityProviderFor(int node) {
        return searchProviderFor(node);
    }

    @Override
    public SearchScoreProvider searchProviderFor(VectorFloat<?> vector) {
        throw new UnsupportedOperationException("items are linked by their rows");
    }

    @Override
    public VectorFloat<?> approximateCentroid() {
        throw new UnsupportedOperationException("items are linked by their rows");
    }
}
