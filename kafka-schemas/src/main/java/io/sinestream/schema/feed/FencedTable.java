package io.sinestream.schema.feed;

import io.sinestream.schema.Version;

/** A table that no older version ever gets into, and its tombstones. Not safe for several threads. */
final class FencedTable {
    private final int columns;
    private final Tombstones tombstones;
    private VectorTable table;

    FencedTable(int columns, long tombstoneMillis) {
        this.columns = columns;
        this.tombstones = new Tombstones(tombstoneMillis);
        this.table = new VectorTable(0, columns);
    }

    /** Drops every row; tombstones stay. */
    void clear(int stride) {
        table = new VectorTable(stride, columns);
    }

    VectorTable table() {
        return table;
    }

    int tombstones() {
        return tombstones.size();
    }

    /** How the id's present version compares with this one: negative when the present is older or there is none. */
    int compare(String id, long epoch, long modelVersion) {
        if (tombstones.covers(id, epoch, modelVersion)) {
            return 1;
        }
        int row = table.index().find(id);
        if (row == RowIndex.NONE) {
            return -1;
        }
        int byEpoch = Long.compare(table.number(row, VectorTable.EPOCH), epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(table.number(row, VectorTable.MODEL_VERSION), modelVersion);
    }

    /** The id's row, to be filled: its version is set. */
    int put(String id, long epoch, long modelVersion) {
        tombstones.remove(id);
        int row = table.add(id);
        table.number(row, VectorTable.EPOCH, epoch);
        table.number(row, VectorTable.MODEL_VERSION, modelVersion);
        return row;
    }

    /** @return false when what is there is newer than the deletion */
    boolean delete(String id, Version version, long nowMillis) {
        if (compare(id, version.epoch(), version.modelVersion()) > 0) {
            return false;
        }
        table.index().remove(id);
        tombstones.put(id, version, nowMillis);
        return true;
    }

    /** The id's row or {@link RowIndex#NONE}. */
    int find(String id) {
        return table.index().find(id);
    }
}
