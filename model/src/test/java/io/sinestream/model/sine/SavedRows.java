package io.sinestream.model.sine;

import java.util.HashMap;
import java.util.Map;

/** Item rows as a checkpoint keeps them: puts and removals on top of each other. */
final class SavedRows implements RowSink {
    final Map<Long, byte[]> rows = new HashMap<>();

    @Override
    public void put(long key, byte[] row) {
        rows.put(key, row);
    }

    @Override
    public void remove(long key) {
        rows.remove(key);
    }
}
