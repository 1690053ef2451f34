package io.sinestream.job.cli;

import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.feed.FeedListener;
import io.sinestream.schema.feed.FeedOptions;
import io.sinestream.schema.feed.ScoredItem;
import io.sinestream.schema.feed.SubInterestFeed;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/**
 * What this run has published, read from the topics as a ranker reads it, through the same feed. Notes how fresh users'
 * vectors are when they arrive; vectors of a run before this one, which a data directory still holds, do not count.
 */
final class PublishedVectors implements AutoCloseable {
    private final long startedMillis;
    private final Freshness freshness;
    private final Set<String> users = new ConcurrentSkipListSet<>();
    private final SubInterestFeed feed;
    private volatile long firstMillis;

    private PublishedVectors(FeedOptions options, Freshness freshness, Clock clock) {
        this.startedMillis = clock.millis();
        this.freshness = freshness;
        FeedListener listener = new FeedListener() {
            @Override
            public void onUser(UserSubInterests user, long receivedAtMillis) {
                received(user, receivedAtMillis);
            }
        };
        this.feed = SubInterestFeed.start(options.withListener(listener));
    }

    /** Begins to read; the topics must exist. */
    static PublishedVectors read(FeedOptions options, Freshness freshness, Clock clock) {
        return new PublishedVectors(options, freshness, clock);
    }

    private void received(UserSubInterests user, long atMillis) {
        users.add(user.user());
        if (user.readMillis() < startedMillis) {
            return;
        }
        freshness.received(user.eventTimeMillis(), user.readMillis(), atMillis);
        if (firstMillis == 0) {
            firstMillis = atMillis;
        }
    }

    /** When the first vectors of this run were read, milliseconds since the epoch; 0 before that. */
    long firstMillis() {
        return firstMillis;
    }

    /** How many items have a published vector. */
    int items() {
        return feed.state().size().items();
    }

    /** The items a user's vectors rank highest, best first; empty for a user nobody has seen. */
    List<String> best(String user, int count) {
        return feed.search().top(user, count, item -> false).orElse(List.of()).stream()
                .map(ScoredItem::item)
                .toList();
    }

    /** Some of the users whose vectors are known, always the same ones. */
    List<String> someUsers(int count) {
        return users.stream().limit(count).toList();
    }

    /** Whether a user's vectors are known. */
    boolean knows(@Nullable String user) {
        return user != null && users.contains(user);
    }

    @Override
    public void close() {
        feed.close();
    }
}
