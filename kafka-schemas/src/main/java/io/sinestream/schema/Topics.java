package io.sinestream.schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names of the five topics.
 *
 * @param playEvents in: final play events, see {@link PlayEventCodec}
 * @param playEventsRejected out: those of them that could not be used, see {@link RejectedPlay}
 * @param userSubInterests out, compacted, by user
 * @param itemEmbeddings out, compacted, by item
 * @param sineModel out, compacted, one key
 */
public record Topics(
        String playEvents,
        String playEventsRejected,
        String userSubInterests,
        String itemEmbeddings,
        String sineModel) {

    public static final Topics DEFAULT =
            new Topics("play-events", "play-events-rejected", "user-sub-interests", "item-embeddings", "sine-model");

    public Topics {
        List<String> all = List.of(playEvents, playEventsRejected, userSubInterests, itemEmbeddings, sineModel);
        Set<String> seen = new LinkedHashSet<>();
        List<String> twice = new ArrayList<>();
        for (String name : all) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("Topic names " + all + ": none may be blank. Give each a name.");
            }
            if (!seen.add(name)) {
                twice.add(name);
            }
        }
        if (!twice.isEmpty()) {
            throw new IllegalArgumentException(
                    "Topic names " + all + ": " + twice + " stands for two topics. Give each its own name.");
        }
    }

    /** The default names behind a prefix, for several pipelines on one cluster. */
    public static Topics prefixed(String prefix) {
        return new Topics(
                prefix + DEFAULT.playEvents,
                prefix + DEFAULT.playEventsRejected,
                prefix + DEFAULT.userSubInterests,
                prefix + DEFAULT.itemEmbeddings,
                prefix + DEFAULT.sineModel);
    }

    /** The three topics a ranker reads. */
    public List<String> outputs() {
        return List.of(userSubInterests, itemEmbeddings, sineModel);
    }
}
