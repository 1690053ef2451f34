package io.sinestream.schema.feed;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a graph of the items as they come, on a thread of its own. An item is linked when it is new, and once more when it
 * has moved by {@value #FAR} of its length in all since. When a third of the graph no longer counts, or vectors are much
 * longer or shorter than those it was begun with, it is made anew beside the one in use.
 */
final class IndexKeeper implements ItemChanges, AutoCloseable {
    private static final float FAR = 0.3f;
    private static final int MOST_AT_ONCE = 4096;
    private static final int FEW = 500;
    /** The breadth is measured anew when there are so many times as many nodes. */
    private static final double GROWTH = 1.25;

    private final IndexOptions options;
    private final ForkJoinPool placing;
    private final Thread thread;

    /** Guarded by this: how far rows have moved since they were handed to the thread. */
    private Map<Integer, Float> moved = new HashMap<>();

    /** Guarded by this: what the rows are of. */
    private @Nullable VectorTable table;

    private int width;
    private boolean closed;
    private boolean isBusy;
    /** Guarded by this: whether somebody searched by a breadth that was never measured. */
    private boolean isToMeasure;

    private volatile @Nullable ItemGraph graph;
    private volatile SearchBreadth breadth = SearchBreadth.UNMEASURED;
    private final AtomicInteger rebuilds = new AtomicInteger();
    /** The rest is the thread's. Sums of moves since linked, by row. */
    private float[] strayed = new float[0];

    private ItemDistance.Scale scale = new ItemDistance.Scale(1, 1);
    /** Items when the scale was looked at. */
    private int scaledItems;

    private int deadNodes;
    /** Nodes of the graph when the breadth was measured; of which graph. */
    private int measuredNodes;

    private @Nullable ItemGraph measuredGraph;
    private @Nullable BreadthChoice choice;

    IndexKeeper(IndexOptions options) {
        this.options = options;
        this.placing = new ForkJoinPool(options.threads());
        this.thread = new Thread(this::run, "sub-interest-index");
        thread.setDaemon(true);
    }

    /** Begins to follow. */
    void start(FeedState state, ExactSearch exact) {
        choice = new BreadthChoice(state, exact, options.recall());
        thread.start();
    }

    /** How broadly the graph is to be searched. */
    SearchBreadth breadth() {
        SearchBreadth current = breadth;
        if (!current.isMeasured()) {
            measureSoon();
        }
        return current;
    }

    private synchronized void measureSoon() {
        isToMeasure = true;
        notifyAll();
    }

    @Override
    public synchronized void put(int row, float share) {
        moved.merge(row, share, Float::sum);
        notifyAll();
    }

    @Override
    public synchronized void cleared(VectorTable newTable, int newWidth) {
        moved = new HashMap<>();
        table = newTable;
        width = newWidth;
        notifyAll();
    }

    /** The graph of the table's items; null when there is none yet. */
    @Nullable ItemGraph graph(VectorTable of) {
        ItemGraph current = graph;
        return current != null && current.table() == of ? current : null;
    }

    synchronized IndexStatus status() {
        ItemGraph current = graph;
        int items = current == null || current.table() != table
                ? 0
                : current.table().index().size();
        SearchBreadth measured = breadth;
        return new IndexStatus(
                Math.max(0, items - moved.size()),
                moved.size(),
                rebuilds.get(),
                current == null ? 0 : current.bytes(),
                measured.perItem(),
                measured.recall());
    }

    /** Waits until the graph has every item as it is; whether that was within the time. */
    synchronized boolean awaitIdle(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (!moved.isEmpty() || isBusy) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private record Work(VectorTable table, int width, Map<Integer, Float> moved) {}

    private void run() {
        try {
            for (Work work = next(); work != null; work = next()) {
                ItemGraph current = graph(work.table);
                if (current == null) {
                    begin(work);
                } else {
                    follow(current, work);
                }
                measureWhenGrown();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for work; null when closed. */
    private synchronized @Nullable Work next() throws InterruptedException {
        isBusy = false;
        notifyAll();
        while (!closed && (table == null || (moved.isEmpty() && !isToMeasure))) {
            wait();
        }
        if (closed || table == null) {
            return null;
        }
        isBusy = true;
        isToMeasure = false;
        Work work = new Work(table, width, moved);
        moved = new HashMap<>();
        return work;
    }

    private void measureWhenGrown() {
        ItemGraph current = graph;
        boolean isStale = current != measuredGraph || !breadth.isMeasured();
        if (current != null && choice != null && (isStale || current.linked() > GROWTH * measuredNodes)) {
            measuredNodes = current.linked();
            measuredGraph = current;
            breadth = choice.choose(current);
        }
    }

    /** A first graph, or one of another lineage. */
    private void begin(Work work) {
        scale = ItemDistance.Scale.of(work.table, work.width);
        scaledItems = work.table.index().size();
        deadNodes = 0;
        strayed = new float[0];
        ItemGraph fresh = new ItemGraph(work.table, work.width, scale, options);
        graph = fresh;
        follow(fresh, work);
    }

    private void follow(ItemGraph current, Work work) {
        VectorTable items = current.table();
        int end = items.index().end();
        if (strayed.length < end) {
            strayed = Arrays.copyOf(strayed, Math.max(end, 2 * strayed.length));
        }
        int[] rows = new int[work.moved.size()];
        int count = 0;
        for (Map.Entry<Integer, Float> entry : work.moved.entrySet()) {
            int row = entry.getKey();
            strayed[row] += entry.getValue();
            if (strayed[row] > FAR || !current.hasLinked(row)) {
                deadNodes += current.hasLinked(row) ? 1 : 0;
                strayed[row] = 0;
                rows[count++] = row;
            }
        }
        if (deadNodes > FEW + items.index().size() / 2 || hasOutgrownScale(work)) {
            rebuild(work);
        } else {
            link(current, Arrays.copyOf(rows, count), end);
        }
    }

    private boolean hasOutgrownScale(Work work) {
        int items = work.table.index().size();
        if (items <= 2 * scaledItems + FEW) {
            return false;
        }
        scaledItems = items;
        return ItemDistance.Scale.of(work.table, work.width).isFarFrom(scale);
    }

    private void rebuild(Work work) {
        scale = ItemDistance.Scale.of(work.table, work.width);
        scaledItems = work.table.index().size();
        ItemGraph fresh = new ItemGraph(work.table, work.width, scale, options);
        int end = work.table.index().end();
        link(fresh, IntStream.range(0, end).filter(work.table.index()::isUsed).toArray(), end);
        deadNodes = 0;
        Arrays.fill(strayed, 0);
        graph = fresh;
        rebuilds.incrementAndGet();
    }

    private void link(ItemGraph to, int[] rows, int end) {
        for (int from = 0; from < rows.length && !isClosed(); from += MOST_AT_ONCE) {
            int until = Math.min(rows.length, from + MOST_AT_ONCE);
            int first = from;
            to.reserve(end, until - from);
            placing.submit(() -> IntStream.range(first, until).parallel().forEach(i -> to.link(rows[i])))
                    .join();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Stops following; what is linked stays searchable. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        placing.shutdown();
    }
}
