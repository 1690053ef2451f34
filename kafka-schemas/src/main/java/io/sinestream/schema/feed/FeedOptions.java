package io.sinestream.schema.feed;

import io.sinestream.schema.SchemaRegistry;
import io.sinestream.schema.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a feed reads and keeps.
 *
 * @param client settings of the Kafka consumer; {@code bootstrap.servers} must be among them. With {@value #REGISTRY_URL},
 *     and {@value #REGISTRY_USER_INFO} where it wants one, records framed for a schema registry are read beside the others
 * @param heldUsers which users to keep in memory; must be quick, it is asked for every record
 * @param listener hears of records as they become current
 * @param tombstoneRetention {@code delete.retention.ms} of the topics
 * @param clock what received records are stamped with
 * @param index how items are indexed for searching; null for no index
 */
public record FeedOptions(
        Map<String, String> client,
        Topics topics,
        Predicate<String> heldUsers,
        FeedListener listener,
        Duration tombstoneRetention,
        InstantSource clock,
        @Nullable IndexOptions index) {

    /** A registry's Confluent-compatible API, as deserializers of that family call it. */
    public static final String REGISTRY_URL = "schema.registry.url";

    /** {@code user:password} for the registry. */
    public static final String REGISTRY_USER_INFO = "basic.auth.user.info";

    private static final Duration TOMBSTONES = Duration.ofDays(7);

    public FeedOptions {
        client = Map.copyOf(client);
        if (client.getOrDefault("bootstrap.servers", "").isBlank()) {
            throw new IllegalArgumentException(
                    "bootstrap.servers is not set: give the brokers' addresses, host:port separated by commas.");
        }
    }

    /** Everything of the topics with the default names. */
    public static FeedOptions of(String bootstrapServers) {
        return new FeedOptions(
                Map.of("bootstrap.servers", bootstrapServers),
                Topics.DEFAULT,
                user -> true,
                FeedListener.NONE,
                TOMBSTONES,
                InstantSource.system(),
                null);
    }

    public FeedOptions withTopics(Topics newTopics) {
        return new FeedOptions(client, newTopics, heldUsers, listener, tombstoneRetention, clock, index);
    }

    public FeedOptions withListener(FeedListener newListener) {
        return new FeedOptions(client, topics, heldUsers, newListener, tombstoneRetention, clock, index);
    }

    public FeedOptions withHeldUsers(Predicate<String> newHeldUsers) {
        return new FeedOptions(client, topics, newHeldUsers, listener, tombstoneRetention, clock, index);
    }

    /** For topics with another {@code delete.retention.ms}. */
    public FeedOptions withTombstoneRetention(Duration newRetention) {
        return new FeedOptions(client, topics, heldUsers, listener, newRetention, clock, index);
    }

    /** With an index of all items, for {@link SubInterestFeed#indexed()}. */
    public FeedOptions withIndex(IndexOptions newIndex) {
        return new FeedOptions(client, topics, heldUsers, listener, tombstoneRetention, clock, newIndex);
    }

    /** With more settings of the Kafka consumer, or others. */
    public FeedOptions withClient(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(client);
        all.putAll(more);
        return new FeedOptions(all, topics, heldUsers, listener, tombstoneRetention, clock, index);
    }

    /** Null when no record is framed for one. */
    @Nullable SchemaRegistry registry() {
        String url = client.get(REGISTRY_URL);
        return url == null ? null : new SchemaRegistry(URI.create(url), client.get(REGISTRY_USER_INFO));
    }
}
