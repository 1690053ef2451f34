package io.sinestream.job.cli;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What readers hold of the published vectors: of each user and item the record with the largest (epoch, version), of one
 * lineage. Safe for several threads. Users past a limit are not kept: this is for showing, not for serving.
 */
final class PublishedVectors {
    private static final int MOST_USERS = 20_000;

    private final Map<String, UserSubInterests> users = new HashMap<>();
    private final Map<String, ItemEmbedding> items = new HashMap<>();

    synchronized void user(UserSubInterests record) {
        UserSubInterests held = users.get(record.user());
        boolean newer = held == null
                ? users.size() < MOST_USERS
                : isNewer(record.epoch(), record.modelVersion(), held.epoch(), held.modelVersion());
        if (newer) {
            users.put(record.user(), record);
        }
    }

    synchronized void item(ItemEmbedding record) {
        ItemEmbedding held = items.get(record.item());
        if (held == null || isNewer(record.epoch(), record.modelVersion(), held.epoch(), held.modelVersion())) {
            items.put(record.item(), record);
        }
    }

    private static boolean isNewer(long epoch, long version, long heldEpoch, long heldVersion) {
        return epoch > heldEpoch || (epoch == heldEpoch && version >= heldVersion);
    }

    synchronized int items() {
        return items.size();
    }

    /** The items a user's vectors rank highest, best first; empty for a user nobody has seen. */
    synchronized List<String> best(String user, int count) {
        UserSubInterests vectors = users.get(user);
        if (vectors == null) {
            return List.of();
        }
        return items.values().stream()
                .filter(item -> item.lineage().equals(vectors.lineage()))
                .sorted(Comparator.comparingDouble((ItemEmbedding item) -> score(vectors, item))
                        .reversed())
                .limit(count)
                .map(ItemEmbedding::item)
                .toList();
    }

    /** Some of the users whose vectors are known, always the same ones. */
    synchronized List<String> someUsers(int count) {
        return users.keySet().stream().sorted().limit(count).toList();
    }

    /** Whether a user's vectors are known. */
    synchronized boolean knows(@Nullable String user) {
        return user != null && users.containsKey(user);
    }

    /** SINE eq. 12 and 13 as published: Σ_k γ_k õ_k·e_i with γ_k = σ(a_k + c_i) / Σ_j σ(a_j + c_i). */
    static double score(UserSubInterests user, ItemEmbedding item) {
        double weights = 0;
        double sum = 0;
        for (int k = 0; k < user.subInterests(); k++) {
            double dot = 0;
            for (int d = 0; d < user.width(); d++) {
                dot += user.vectors()[k * user.width() + d] * item.vector()[d];
            }
            double weight = 1 / (1 + Math.exp(-(user.relevance()[k] + item.relevance())));
            weights += weight;
            sum += weight * dot;
        }
        return sum / weights;
    }
}
