package io.sinestream.schema.feed;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.graph.similarity.ScoreFunction.ExactScoreFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A graph of neighbours over the items of a table, walked to find those that score highest (Malkov and Yashunin's HNSW with
 * DiskANN's pruning, by JVector). It keeps no vectors: it looks at the table's, so an item that moved a little is scored as
 * it is now, from where it was linked; one that moved far is linked once more, under a new node.
 *
 * <p>Linked by {@linkplain ItemDistance distance}, walked by score: the walk needs no vector that stands for the user, and so
 * finds by sigmoid shares too.
 *
 * <p>Searching is safe at any time, also while the table changes, which at worst misplaces an item for that search: whoever
 * searches scores what was found once more. Linking is for one owner, who links different rows from as many threads as he
 * likes.
 */
final class ItemGraph {
    private static final float OVERFLOW = 1.2f;
    private static final float ALPHA = 1.2f;

    private final VectorTable table;
    private final ItemDistance distance;
    private final GraphIndexBuilder builder;
    private final AtomicInteger nodes = new AtomicInteger();
    /** A node's place here is written before the graph shows the node. */
    private volatile int[] rowOfNode = new int[0];

    private volatile int[] nodeOfRow = new int[0];

    ItemGraph(VectorTable table, int width, ItemDistance.Scale scale, IndexOptions options) {
        this.table = table;
        this.distance = new ItemDistance(node -> rowOfNode[node], table, width, scale);
        this.builder = GraphIndexBuilder.builder(distance, width, List.of(options.links(), options.links()))
                .withBeamWidth(options.buildBreadth())
                .withNeighborOverflow(OVERFLOW)
                .withAlpha(ALPHA)
                .build();
    }

    VectorTable table() {
        return table;
    }

    /** Makes room, before rows below {@code end} are linked, at most {@code count} of them. */
    void reserve(int end, int count) {
        int needed = nodes.get() + count;
        distance.reserve(needed);
        if (needed > rowOfNode.length) {
            rowOfNode = Arrays.copyOf(rowOfNode, Math.max(needed, 2 * rowOfNode.length));
        }
        if (end > nodeOfRow.length) {
            int from = nodeOfRow.length;
            int[] longer = Arrays.copyOf(nodeOfRow, Math.max(end, 2 * from));
            Arrays.fill(longer, from, longer.length, RowIndex.NONE);
            nodeOfRow = longer;
        }
    }

    /** Links the row's item where it is now; where it was linked before no longer counts. */
    void link(int row) {
        int node = nodes.getAndIncrement();
        rowOfNode[node] = row;
        nodeOfRow[row] = node;
        distance.note(node);
        builder.addGraphNode(node, distance.searchProviderFor(node));
    }

    /** Nodes that were linked, those that no longer count included. */
    int linked() {
        return nodes.get();
    }

    boolean hasLinked(int row) {
        return row < nodeOfRow.length && nodeOfRow[row] != RowIndex.NONE;
    }

    /**
     * What a search found.
     *
     * @param items ids, in no order
     * @param looked items that were scored for it
     */
    record Walk(String[] items, int looked) {}

    /**
     * About the best items by this scorer; fewer when there are fewer.
     *
     * @param breadth how many are kept in view while walking, at least {@code count}
     */
    Walk search(UserScorer scorer, int count, int breadth, Predicate<String> excluded) {
        if (nodes.get() == 0) {
            return new Walk(new String[0], 0);
        }
        ExactScoreFunction score = node -> {
            int row = rowOfNode[node];
            float[] page = table.page(row);
            int at = table.offset(row);
            return scorer.score(page, at, page[at + distance.width()]);
        };
        try (GraphSearcher searcher = new GraphSearcher(builder.getGraph())) {
            SearchResult found = searcher.search(
                    new DefaultSearchScoreProvider(score),
                    count,
                    breadth,
                    Float.NEGATIVE_INFINITY,
                    Float.NEGATIVE_INFINITY,
                    node -> isFound(node, excluded));
            String[] items = Arrays.stream(found.getNodes())
                    .map(node -> table.index().idIfUsed(rowOfNode[node.node]))
                    .filter(id -> id != null)
                    .toArray(String[]::new);
            return new Walk(items, found.getVisitedCount());
        } catch (IOException e) {
            throw new UncheckedIOException("an index in memory failed", e);
        }
    }

    private boolean isFound(int node, Predicate<String> excluded) {
        int row = rowOfNode[node];
        if (nodeOfRow[row] != node) {
            return false;
        }
        String id = table.index().idIfUsed(row);
        return id != null && !excluded.test(id);
    }

    long bytes() {
        return builder.ramBytesUsed() + (long) Integer.BYTES * (rowOfNode.length + nodeOfRow.length);
    }
}
