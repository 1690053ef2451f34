package io.sinestream.schema.feed;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.Version;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Users, items and the model as of now. The fence: of one key the record with the largest (epoch, model version) stays,
 * tombstones included; of all keys only records of the newest epoch's lineage. Knows nothing of Kafka.
 *
 * <p>Safe for one thread that applies records and any number that read. A reader sees each record whole, and over several
 * items possibly different moments.
 */
public final class FeedState {
    private static final int ROWS_PER_LOCK = 4096;

    private final StampedLock lock = new StampedLock();
    private final Predicate<String> heldUsers;
    private final Lineage lineage = new Lineage();
    private final UserRows users;
    private final ItemRows items;
    private final Map<Applied, Long> counts = new EnumMap<>(Applied.class);
    private final CurrentModel model = new CurrentModel();
    /** Rises when tables are made anew, which voids a scan that is under way. */
    private int generation;

    /**
     * @param heldUsers which users to keep in memory; called for every record
     * @param tombstoneRetention how long deletions are remembered: {@code delete.retention.ms} of the topics
     */
    public FeedState(Predicate<String> heldUsers, Duration tombstoneRetention) {
        this(heldUsers, tombstoneRetention, ItemChanges.NONE);
    }

    FeedState(Predicate<String> heldUsers, Duration tombstoneRetention, ItemChanges changes) {
        this.heldUsers = heldUsers;
        this.users = new UserRows(tombstoneRetention.toMillis());
        this.items = new ItemRows(tombstoneRetention.toMillis(), changes);
        for (Applied applied : Applied.values()) {
            counts.put(applied, 0L);
        }
    }

    /** Takes a record of {@code user-sub-interests}. */
    public Applied apply(UserSubInterests user) {
        return writing(() -> {
            if (!enter(user.epoch(), user.lineage())) {
                return Applied.FOREIGN_LINEAGE;
            }
            if (!lineage.fitsWidth(user.width()) || !lineage.fitsSubInterests(user.subInterests())) {
                return Applied.MISMATCHED;
            }
            if (!heldUsers.test(user.user())) {
                return Applied.NOT_HELD;
            }
            shape(user.subInterests(), user.width());
            return users.put(user) ? Applied.ACCEPTED : Applied.STALE;
        });
    }

    /** Takes a record of {@code item-embeddings}. */
    public Applied apply(ItemEmbedding item) {
        return writing(() -> {
            if (!enter(item.epoch(), item.lineage())) {
                return Applied.FOREIGN_LINEAGE;
            }
            if (!lineage.fitsWidth(item.vector().length)) {
                return Applied.MISMATCHED;
            }
            shape(lineage.subInterests(), item.vector().length);
            return items.put(item) ? Applied.ACCEPTED : Applied.STALE;
        });
    }

    /** Takes a record of {@code sine-model}, whose axes hold for users and items. */
    public Applied apply(SineModel head) {
        return writing(() -> {
            if (!enter(head.epoch(), head.lineage())) {
                return Applied.FOREIGN_LINEAGE;
            }
            Optional<Fusion> known = Fusion.named(head.fusion());
            if (known.isEmpty()) {
                return Applied.MISMATCHED;
            }
            if (model.isNewerThan(head)) {
                return Applied.STALE;
            }
            shape(head.subInterests(), head.width());
            model.set(head, known.get());
            return Applied.ACCEPTED;
        });
    }

    /** Takes a tombstone of {@code user-sub-interests}. */
    public Applied deleteUser(String user, Version version, long nowMillis) {
        return writing(() -> users.delete(user, version, nowMillis) ? Applied.REMOVED : Applied.STALE);
    }

    /** Takes a tombstone of {@code item-embeddings}. */
    public Applied deleteItem(String item, Version version, long nowMillis) {
        return writing(() -> items.delete(item, version, nowMillis) ? Applied.REMOVED : Applied.STALE);
    }

    /** Drops users, items and model, to be read again. */
    void clear() {
        long stamp = lock.writeLock();
        try {
            drop();
            users.clear(lineage.subInterests(), lineage.width());
            items.clear(lineage.width());
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void drop() {
        users.clear(Lineage.UNKNOWN, Lineage.UNKNOWN);
        items.clear(Lineage.UNKNOWN);
        model.clear();
        generation++;
    }

    /** Counts a record that could not be read. */
    public Applied malformed() {
        return writing(() -> Applied.MALFORMED);
    }

    /** The user's newest record, if there is one. */
    public Optional<UserSubInterests> user(String id) {
        return reading(() -> users.get(id, lineage.name()));
    }

    /** Ids of users spread over all that are held. */
    List<String> someUsers(int most) {
        return reading(() -> users.some(most));
    }

    /** The item's newest record, if there is one. */
    public Optional<ItemEmbedding> item(String id) {
        return reading(() -> items.get(id, lineage.name()));
    }

    /** The newest model head, if one has come. */
    public Optional<SineModel> model() {
        return reading(model::head);
    }

    /** How the newest model's golden triples came out; 0 of them before one has come. */
    public GoldenCheck golden() {
        return reading(model::golden);
    }

    /**
     * Scores of these items for the user, NaN for items that are not there.
     *
     * @return empty when the user or the model is not there
     */
    public Optional<float[]> scores(String user, List<String> candidates) {
        return reading(() -> currentView(user)
                .map(view -> items.scores(view.fusion().tileScorer(view.user()), items.find(candidates))));
    }

    /** The same of items that are scored for many users. */
    public Optional<float[]> scores(String user, Candidates candidates) {
        return reading(() -> currentView(user)
                .map(view -> items.scores(view.fusion().tileScorer(view.user()), candidates.rows(generation, items))));
    }

    /**
     * The score of an item that is not there, by what the model's record says of such items.
     *
     * @return empty when the user or the model is not there, or the model says nothing
     */
    public Optional<Float> scoreOfUnknownItem(String user) {
        return reading(() -> currentView(user).flatMap(UserView::scoreOfUnknownItem));
    }

    /** How much is held. */
    public FeedSize size() {
        return reading(() -> new FeedSize(
                users.size(), items.size(), users.tombstones() + items.tombstones(), users.bytes(), items.bytes()));
    }

    /** Records so far by what became of them; every outcome is there. */
    public Map<Applied, Long> counts() {
        return reading(() -> new EnumMap<>(counts));
    }

    /** The lineage of the newest epoch; an empty text before the first record. */
    public String lineage() {
        return reading(lineage::name);
    }

    /** Empty when the user or the model is not there. */
    Optional<UserView> view(String user) {
        return reading(() -> currentView(user));
    }

    private Optional<UserView> currentView(String user) {
        return model.head().flatMap(head -> users.get(user, lineage.name())
                .map(vectors -> new UserView(vectors, head, model.fusion(), generation, items.table())));
    }

    /**
     * Scores of items by each scorer, NaN for those that are not there.
     *
     * @return empty when the tables were made anew meanwhile
     */
    Optional<List<float[]>> scores(int viewedGeneration, List<TileScorer> scorers, List<String> candidates) {
        return reading(() -> viewedGeneration == generation
                ? Optional.of(scorers.stream()
                        .map(scorer -> items.scores(scorer, items.find(candidates)))
                        .toList())
                : Optional.empty());
    }

    /**
     * Offers every item with its score by each scorer to the heap beside it. Lets go of the lock after each stretch of
     * rows, so that records do not wait for a whole scan.
     *
     * @return false when the tables were made anew meanwhile: then the heaps hold nothing of use
     */
    boolean offerAll(int viewedGeneration, List<TileScorer> scorers, List<TopItems> heaps) {
        for (int from = 0; ; from += ROWS_PER_LOCK) {
            long stamp = lock.readLock();
            try {
                if (viewedGeneration != generation) {
                    return false;
                }
                int to = Math.min(items.end(), from + ROWS_PER_LOCK);
                if (from >= to) {
                    return true;
                }
                for (int i = 0; i < scorers.size(); i++) {
                    items.offer(scorers.get(i), from, to, heaps.get(i));
                }
            } finally {
                lock.unlockRead(stamp);
            }
        }
    }

    /** @return false when the record is of another lineage */
    private boolean enter(long epoch, String name) {
        Lineage.Relation relation = lineage.relate(epoch, name);
        if (relation == Lineage.Relation.REPLACES) {
            drop();
        }
        return relation != Lineage.Relation.FOREIGN;
    }

    /** Makes the tables that these axes change anew. */
    private void shape(int subInterests, int width) {
        boolean otherWidth = lineage.setWidth(width);
        boolean otherUsers = lineage.setSubInterests(subInterests) || otherWidth;
        if (otherWidth) {
            items.clear(width);
        }
        if (otherUsers) {
            users.clear(subInterests, width);
        }
        if (otherWidth || otherUsers) {
            generation++;
        }
    }

    private Applied writing(Supplier<Applied> body) {
        long stamp = lock.writeLock();
        try {
            Applied applied = body.get();
            counts.merge(applied, 1L, Long::sum);
            return applied;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private <T> T reading(Supplier<T> body) {
        long stamp = lock.readLock();
        try {
            return body.get();
        } finally {
            lock.unlockRead(stamp);
        }
    }
}
