package io.sinestream.model.sine;

import io.sinestream.model.Mix;
import it.unimi.dsi.fastutil.longs.Long2ObjectLinkedOpenHashMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The open vocabulary: which items are known, and which row of {@link ItemNumbers} each has. An item gets a row at its
 * {@code admitAfter}-th sighting, with a vector drawn from its key alone, so that order, capacity and restarts never change
 * it; until then it borrows the row of the prior, which all such items train together, and its own starts from there.
 *
 * <p>Items rest in the order of their last sighting; {@link #retire} frees from its old end. A row number never changes while
 * the item lives. A freed row is given to a new item, with fresh numbers. What changed since the last {@link #drainChanges} is remembered, so that a checkpoint writes that alone.
 */
final class ItemTable {
    /** No row. */
    static final int ABSENT = -1;

    /** The prior's key, which no item has: plain ids end below it and hashes are negative. */
    static final long PRIOR_KEY = Long.MAX_VALUE;

    private final VocabularySettings settings;
    private final ItemNumbers numbers;
    private final double initialDeviation;
    private final long seed;
    private final LearnerCounts counts;
    private final boolean rated;

    private final Long2ObjectLinkedOpenHashMap<KnownItem> items = new Long2ObjectLinkedOpenHashMap<>();
    private final RowDirectory rows = new RowDirectory();
    private final Popularity popularity = new Popularity();
    private final ChangedItems changed = new ChangedItems();
    private @Nullable KnownItem prior;
    private int withRow;
    private long order;
    private boolean orderIsOfState;

    ItemTable(
            VocabularySettings settings,
            ItemNumbers numbers,
            double initialDeviation,
            long seed,
            LearnerCounts counts,
            boolean rated) {
        this.settings = settings;
        this.numbers = numbers;
        this.initialDeviation = initialDeviation;
        this.seed = seed;
        this.counts = counts;
        this.rated = rated;
    }

    /** How many items have a row of their own. */
    int size() {
        return withRow;
    }

    /** How many items were seen too rarely to have one. */
    int waiting() {
        return items.size() - withRow;
    }

    /** Row numbers are below this. */
    int allocated() {
        return rows.allocated();
    }

    /** Whether the row belongs to an item and not to nobody or the prior. */
    boolean isItem(int row) {
        return rows.isUsed(row) && (prior == null || prior.row != row);
    }

    /** The item's row, the prior's while it has none, {@link #ABSENT} when it is not known. */
    int rowOf(long key) {
        int row = rows.rowOf(key);
        if (row != ABSENT || prior == null) {
            return row;
        }
        return items.containsKey(key) ? prior.row : ABSENT;
    }

    long key(int row) {
        return rows.key(row);
    }

    /** What is known of the row's item; not to be changed. */
    KnownItem at(int row) {
        return rows.at(row);
    }

    /** Brings what is {@link #at} a row near to the processor. */
    void fetchItem(int row) {
        rows.fetch(row);
    }

    /** Counts a sighting, at stream time {@code nowMillis}; the item, not to be changed. */
    KnownItem sight(long key, @Nullable String idBeside, long nowMillis) {
        restoreOrder();
        KnownItem item = items.getAndMoveToLast(key);
        if (item == null) {
            item = new KnownItem(key, idBeside);
            items.putAndMoveToLast(key, item);
        } else if (idBeside != null && !idBeside.equals(item.idBeside)) {
            counts.add(LearnerCount.KEY_COLLISIONS);
        }
        item.sightings++;
        item.lastSeenMillis = nowMillis;
        item.order = ++order;
        if (!item.hasRow()) {
            admit(item);
        }
        changed.add(item);
        return item;
    }

    /** Counts an effective view or skip of an item that was just sighted; its vector changes with {@link #rate}. */
    void offered(KnownItem item, boolean viewed) {
        popularity.offered(item, viewed);
    }

    /** Brings the last number of the item's vector up to what was offered, where items are rated. */
    void rate(long key) {
        KnownItem item = items.get(key);
        if (item != null && item.hasRow()) {
            rate(item);
        }
    }

    private void rate(KnownItem item) {
        if (rated && numbers.setLast(item.row, popularity.logOdds(item))) {
            changed.add(item.row);
        }
    }

    /** The item's share of effective views. */
    float popularity(long key) {
        return popularity.of(items.get(key));
    }

    /** How often the item was seen, 0 when it is not known. */
    long sightings(long key) {
        KnownItem item = items.get(key);
        return item == null ? 0 : item.sightings;
    }

    private void admit(KnownItem item) {
        if (item.sightings >= settings.admitAfter()) {
            counts.add(LearnerCount.ITEMS_ADMITTED);
            giveRow(item);
            if (prior != null && settings.admitAfter() > 1) {
                numbers.addVector(item.row, prior.row); // whose last number is 0 where items are rated
            }
        } else if (prior == null) {
            prior = new KnownItem(PRIOR_KEY, null);
            giveRow(prior);
            changed.add(prior);
        }
    }

    private void giveRow(KnownItem item) {
        rows.assign(item);
        withRow += item.key == PRIOR_KEY ? 0 : 1;
        numbers.draw(item.row, initialDeviation, Mix.at(seed, item.key));
        rate(item);
    }

    /**
     * Frees the items that were not seen for too long, then the least recently seen while there are too many.
     *
     * @param held says which keys must stay whatever their age
     * @param freed gets each item freed; its row is no longer its own
     */
    void retire(StreamTime time, LongPredicate held, Consumer<KnownItem> freed) {
        restoreOrder();
        Iterator<KnownItem> oldestFirst = items.values().iterator();
        while (oldestFirst.hasNext()) {
            KnownItem item = oldestFirst.next();
            boolean isExpired = settings.hasExpired(item.lastSeenMillis, time);
            if (!isExpired && items.size() <= settings.maxItems()) {
                return;
            }
            if (!held.test(item.key)) {
                oldestFirst.remove();
                free(item);
                counts.add(isExpired ? LearnerCount.ITEMS_EXPIRED : LearnerCount.ITEMS_EVICTED);
                freed.accept(item);
            }
        }
    }

    private void free(KnownItem item) {
        changed.gone(item);
        popularity.forgotten(item);
        if (item.hasRow()) {
            rows.free(item.row);
            withRow--;
        }
    }

    /** The row's vector as float32, the caller's. */
    float[] vector(int row) {
        return numbers.vector(row);
    }

    /** Applies an update to the row. */
    void update(int row, Optimiser.Update update, Reals gradient, int gradientOffset) {
        numbers.update(row, update, gradient, gradientOffset);
        changed.add(row);
    }

    /** Hands over every item that changed since the last call, once; those with a row in the order of the sink. */
    void drainChanges(RowSink sink) {
        ItemWriter writer = new ItemWriter(this, sink);
        writer.write(changed.takeRows());
        for (long key : changed.takeKeys()) {
            KnownItem item = items.get(key);
            if (item == null) {
                sink.remove(key);
            } else if (!item.hasRow()) { // else it changed with its row
                writer.write(item);
            }
        }
    }

    /** Puts back an item as {@link #drainChanges} handed it over; in any order. */
    void restore(long key, byte[] bytes) {
        KnownItem item = ItemRowFormat.decode(key, bytes, numbers);
        if (key == PRIOR_KEY) {
            prior = item;
        } else {
            items.put(key, item);
            popularity.known(item);
            orderIsOfState = true;
        }
        if (item.hasRow()) {
            rows.occupy(item);
            withRow += key == PRIOR_KEY ? 0 : 1;
        }
    }

    /** State knows no order but that of its keys. */
    private void restoreOrder() {
        if (orderIsOfState) {
            List<KnownItem> all = new ArrayList<>(items.values());
            all.sort(Comparator.comparingLong(item -> item.order));
            items.clear();
            all.forEach(item -> items.put(item.key, item));
            order = all.get(all.size() - 1).order;
            orderIsOfState = false;
        }
    }

    /** The items that have a row, least recently seen first. */
    List<KnownItem> admitted() {
        restoreOrder();
        return items.values().stream().filter(KnownItem::hasRow).toList();
    }

    /** The vector that items borrow until they have their own; empty when none ever did. */
    float[] prior() {
        return prior == null ? new float[0] : vector(prior.row);
    }

    /** Takes over an item from elsewhere, as seen more recently than those before it. */
    void adopt(KnownItem item, float[] vector) {
        item.order = ++order;
        items.putAndMoveToLast(item.key, item);
        popularity.known(item);
        setVector(item, vector);
    }

    /** Takes over the vector that items borrow until they have their own. */
    void adoptPrior(float[] vector) {
        prior = new KnownItem(PRIOR_KEY, null);
        setVector(prior, vector);
    }

    private void setVector(KnownItem item, float[] vector) {
        giveRow(item);
        numbers.set(item.row, vector);
        changed.add(item);
    }

    /** Rows by ascending key: the one order that does not depend on history. */
    int[] rowsByKey() {
        return rows.byKey();
    }

    /** Vector and optimiser state of each row. */
    ItemNumbers numbers() {
        return numbers;
    }
}
