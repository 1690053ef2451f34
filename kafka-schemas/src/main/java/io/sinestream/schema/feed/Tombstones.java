package io.sinestream.schema.feed;

import io.sinestream.schema.Version;
import java.util.HashMap;
import java.util.Map;

/**
 * Versions at which keys were deleted, so that an older record that comes late stays out. Forgotten after the topic's
 * {@code delete.retention.ms}, when Kafka has forgotten them too.
 */
final class Tombstones {
    private static final int SWEEPS_PER_RETENTION = 8;

    private final long retentionMillis;
    private final Map<String, Tombstone> byId = new HashMap<>();
    private long nextSweep = Long.MIN_VALUE;

    private record Tombstone(Version version, long receivedMillis) {}

    Tombstones(long retentionMillis) {
        this.retentionMillis = retentionMillis;
    }

    /** Whether the id was deleted at a version later than this. */
    boolean covers(String id, long epoch, long modelVersion) {
        Tombstone tombstone = byId.get(id);
        return tombstone != null && tombstone.version.compareTo(new Version(epoch, modelVersion)) > 0;
    }

    void put(String id, Version version, long nowMillis) {
        sweep(nowMillis);
        byId.put(id, new Tombstone(version, nowMillis));
    }

    void remove(String id) {
        byId.remove(id);
    }

    int size() {
        return byId.size();
    }

    private void sweep(long nowMillis) {
        if (nowMillis >= nextSweep) {
            byId.values().removeIf(tombstone -> nowMillis - tombstone.receivedMillis > retentionMillis);
            nextSweep = nowMillis + retentionMillis / SWEEPS_PER_RETENTION;
        }
    }
}
