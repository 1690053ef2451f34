package io.sinestream.model.sine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Remembers the last few published users and items, out of which the head's golden triples are made. */
final class GoldenSample {
    private static final int KEPT = 2;

    private final ArrayDeque<UserVectors> users = new ArrayDeque<>();
    private final ArrayDeque<ItemVector> items = new ArrayDeque<>();

    void user(UserVectors user) {
        keep(users, user);
    }

    void item(ItemVector item) {
        keep(items, item);
    }

    void forget(String user) {
        users.removeIf(kept -> kept.view().user().equals(user));
    }

    private static <T> void keep(ArrayDeque<T> last, T value) {
        if (last.size() == KEPT) {
            last.removeFirst();
        }
        last.addLast(value);
    }

    /** Whether there can be triples. */
    boolean hasPairs() {
        return !users.isEmpty() && !items.isEmpty();
    }

    /** Those whose score is a number: finite vectors can be so large that it overflows. */
    List<ModelHead.Triple> triples(SineSettings.Fusion fusion) {
        List<ModelHead.Triple> triples = new ArrayList<>();
        for (UserVectors user : users) {
            for (ItemVector item : items) {
                double score = FusedScore.of(fusion, user.vectors(), user.relevance(), item.vector(), item.relevance());
                if (Float.isFinite((float) score)) {
                    triples.add(new ModelHead.Triple(user, item, score));
                }
            }
        }
        return triples;
    }
}
