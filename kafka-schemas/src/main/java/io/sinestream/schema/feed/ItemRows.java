package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.Version;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Items as rows of D floats and c_i. Not safe for several threads. */
final class ItemRows {
    private static final int EVENT_TIME = 2;
    private static final int SIGHTINGS = 3;
    private static final int COLUMNS = 4;
    /** Items scored at a time: few enough for the innermost cache. */
    private static final int TILE = 64;

    private final FencedTable rows;
    private int width;

    private final ItemChanges changes;

    ItemRows(long tombstoneMillis, ItemChanges changes) {
        rows = new FencedTable(COLUMNS, tombstoneMillis);
        this.changes = changes;
    }

    void clear(int newWidth) {
        width = newWidth;
        rows.clear(newWidth + 1);
        changes.cleared(rows.table(), newWidth);
    }

    VectorTable table() {
        return rows.table();
    }

    boolean put(ItemEmbedding item) {
        if (rows.compare(item.item(), item.epoch(), item.modelVersion()) > 0) {
            return false;
        }
        boolean isNew = rows.find(item.item()) == RowIndex.NONE;
        int row = rows.put(item.item(), item.epoch(), item.modelVersion());
        VectorTable table = rows.table();
        float[] page = table.page(row);
        int at = table.offset(row);
        float moved = isNew ? Float.POSITIVE_INFINITY : moved(page, at, item.vector());
        System.arraycopy(item.vector(), 0, page, at, width);
        page[at + width] = item.relevance();
        table.number(row, EVENT_TIME, item.eventTimeMillis());
        table.number(row, SIGHTINGS, item.sightings());
        changes.put(row, moved);
        return true;
    }

    /** The way from what is in the page, as a share of the vector's new length. */
    private static float moved(float[] page, int at, float[] vector) {
        double way = 0;
        double length = 0;
        for (int d = 0; d < vector.length; d++) {
            double step = vector[d] - page[at + d];
            way += step * step;
            length += (double) vector[d] * vector[d];
        }
        return way == 0 ? 0 : (float) Math.sqrt(way / length);
    }

    boolean delete(String id, Version version, long nowMillis) {
        return rows.delete(id, version, nowMillis);
    }

    Optional<ItemEmbedding> get(String id, String lineage) {
        int row = rows.find(id);
        if (row == RowIndex.NONE) {
            return Optional.empty();
        }
        VectorTable table = rows.table();
        float[] page = table.page(row);
        int at = table.offset(row);
        return Optional.of(new ItemEmbedding(
                id,
                table.number(row, VectorTable.EPOCH),
                table.number(row, VectorTable.MODEL_VERSION),
                lineage,
                table.number(row, EVENT_TIME),
                table.number(row, SIGHTINGS),
                Arrays.copyOfRange(page, at, at + width),
                page[at + width]));
    }

    /** Scores by place in the list, NaN where there is no such item. */
    float[] scores(UserScorer scorer, List<String> ids) {
        float[] scores = new float[ids.size()];
        int stride = width + 1;
        int[] found = new int[TILE];
        float[] tile = new float[TILE * stride];
        for (int from = 0; from < scores.length; from += TILE) {
            int count = Math.min(TILE, scores.length - from);
            // Step by step over many items, so that their memory fetches overlap.
            for (int i = 0; i < count; i++) {
                found[i] = rows.find(ids.get(from + i));
            }
            for (int i = 0; i < count; i++) {
                if (found[i] != RowIndex.NONE) {
                    VectorTable table = rows.table();
                    System.arraycopy(table.page(found[i]), table.offset(found[i]), tile, i * stride, stride);
                }
            }
            for (int i = 0; i < count; i++) {
                scores[from + i] = found[i] == RowIndex.NONE
                        ? Float.NaN
                        : scorer.score(tile, i * stride, tile[i * stride + width]);
            }
        }
        return scores;
    }

    /** Offers the items of the rows from {@code from} to {@code to}, the second excluded. */
    void offer(UserScorer scorer, int from, int to, TopItems best) {
        RowIndex index = rows.table().index();
        for (int row = from; row < to; row++) {
            if (index.isUsed(row)) {
                float score = score(scorer, row);
                if (best.wants(score)) {
                    best.offer(index.id(row), score);
                }
            }
        }
    }

    private float score(UserScorer scorer, int row) {
        VectorTable table = rows.table();
        float[] page = table.page(row);
        int at = table.offset(row);
        return scorer.score(page, at, page[at + width]);
    }

    /** Above every row in use. */
    int end() {
        return rows.table().index().end();
    }

    int size() {
        return rows.table().index().size();
    }

    int tombstones() {
        return rows.tombstones();
    }

    long bytes() {
        return rows.table().bytes();
    }
}
