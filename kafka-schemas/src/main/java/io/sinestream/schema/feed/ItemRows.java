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

    /** Writes the rows that items missing in {@code found} have got meanwhile. */
    void findMissing(List<String> ids, int[] found) {
        for (int i = 0; i < found.length; i++) {
            if (found[i] == RowIndex.NONE) {
                found[i] = rows.find(ids.get(i));
            }
        }
    }

    /** Rows found before stay their ids' as long as this stays the same. */
    long removals() {
        return rows.table().index().removals();
    }

    /** Rows by place in the list, {@link RowIndex#NONE} where there is no such item. */
    int[] find(List<String> ids) {
        int[] found = new int[ids.size()];
        for (int from = 0; from < found.length; from += ItemTile.SIZE) {
            rows.table().index().find(ids, from, Math.min(ItemTile.SIZE, found.length - from), found);
        }
        return found;
    }

    /** Scores by place in the array, NaN where there is no row. */
    float[] scores(TileScorer scorer, int[] found) {
        float[] scores = new float[found.length];
        VectorTable table = rows.table();
        if (table.index().end() == 0) {
            Arrays.fill(scores, Float.NaN);
            return scores;
        }
        ItemTile tile = new ItemTile(width);
        for (int from = 0; from < found.length; from += ItemTile.SIZE) {
            int end = Math.min(found.length, from + ItemTile.SIZE);
            tile.clear();
            for (int i = from; i < end; i++) {
                int row = found[i] == RowIndex.NONE ? 0 : found[i];
                tile.add(table.page(row), table.offset(row));
            }
            scorer.scores(tile, scores, from);
            for (int i = from; i < end; i++) {
                scores[i] = found[i] == RowIndex.NONE ? Float.NaN : scores[i];
            }
        }
        return scores;
    }

    /** Offers the items of the rows from {@code from} to {@code to}, the second excluded. */
    void offer(TileScorer scorer, int from, int to, TopItems best) {
        VectorTable table = rows.table();
        RowIndex index = table.index();
        ItemTile tile = new ItemTile(width);
        float[] scores = new float[ItemTile.SIZE];
        for (int first = from; first < to; first += ItemTile.SIZE) {
            int end = Math.min(to, first + ItemTile.SIZE);
            tile.clear();
            for (int row = first; row < end; row++) {
                tile.add(table.page(row), table.offset(row));
            }
            scorer.scores(tile, scores, 0);
            for (int row = first; row < end; row++) {
                float score = scores[row - first];
                if (index.isUsed(row) && best.wants(score)) {
                    best.offer(index.id(row), score);
                }
            }
        }
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
