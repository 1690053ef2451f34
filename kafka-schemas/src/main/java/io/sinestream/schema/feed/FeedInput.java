package io.sinestream.schema.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sinestream.schema.Codec;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.RegistryCodec;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.SchemaRegistry;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.SingleObjectCodec;
import io.sinestream.schema.Topics;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads records of the output topics into the state. Whatever a record holds, it is counted and the next one follows. */
final class FeedInput {
    private static final Logger LOG = LoggerFactory.getLogger(FeedInput.class);
    private static final long WARNINGS = 10;

    private final Topics topics;
    private final FeedState state;
    private final FeedListener listener;
    private final Codec<UserSubInterests> users;
    private final Codec<ItemEmbedding> items;
    private final Codec<SineModel> models;
    private long warned;

    FeedInput(Topics topics, FeedState state, FeedListener listener) {
        this(topics, state, listener, null);
    }

    /** @param registry where the schemas of framed records are; null when none are framed */
    FeedInput(Topics topics, FeedState state, FeedListener listener, @Nullable SchemaRegistry registry) {
        this.topics = topics;
        this.state = state;
        this.listener = listener;
        this.users = codec(new UserSubInterestsCodec(), topics.userSubInterests(), registry);
        this.items = codec(new ItemEmbeddingCodec(), topics.itemEmbeddings(), registry);
        this.models = codec(new SineModelCodec(), topics.sineModel(), registry);
    }

    private static <T> Codec<T> codec(SingleObjectCodec<T> codec, String topic, @Nullable SchemaRegistry registry) {
        return registry == null ? codec : RegistryCodec.of(codec, topic, registry);
    }

    Applied accept(ConsumerRecord<byte[], byte[]> record, long receivedAtMillis) {
        try {
            return record.value() == null ? tombstone(record, receivedAtMillis) : value(record, receivedAtMillis);
        } catch (MalformedRecordException e) {
            warn("Skipped a malformed record", record, e.reason() + ": " + e.getMessage());
            return state.malformed();
        }
    }

    private Applied value(ConsumerRecord<byte[], byte[]> record, long receivedAtMillis)
            throws MalformedRecordException {
        if (record.topic().equals(topics.userSubInterests())) {
            UserSubInterests user = users.decode(record.value());
            Applied applied = state.apply(user);
            return tell(applied, record, () -> listener.onUser(user, receivedAtMillis));
        }
        if (record.topic().equals(topics.itemEmbeddings())) {
            ItemEmbedding item = items.decode(record.value());
            Applied applied = state.apply(item);
            return tell(applied, record, () -> listener.onItem(item, receivedAtMillis));
        }
        SineModel model = models.decode(record.value());
        Applied applied = state.apply(model);
        if (applied == Applied.ACCEPTED && !state.golden().passed()) {
            warn(
                    "This reader does not score as the model does",
                    record,
                    "worst error over the golden triples " + state.golden().worstError());
        }
        return tell(applied, record, () -> listener.onModel(model, receivedAtMillis));
    }

    /** A tombstone of the model's topic says nothing: the next head replaces the last one anyway. */
    private Applied tombstone(ConsumerRecord<byte[], byte[]> record, long receivedAtMillis)
            throws MalformedRecordException {
        if (record.key() == null) {
            throw new MalformedRecordException(RejectReason.EMPTY, "a record with neither key nor value");
        }
        String id = new String(record.key(), UTF_8);
        if (record.topic().equals(topics.userSubInterests())) {
            return state.deleteUser(id, VersionHeaders.read(record.headers()), receivedAtMillis);
        }
        if (record.topic().equals(topics.itemEmbeddings())) {
            return state.deleteItem(id, VersionHeaders.read(record.headers()), receivedAtMillis);
        }
        throw new MalformedRecordException(RejectReason.EMPTY, "a model record without a value");
    }

    private Applied tell(Applied applied, ConsumerRecord<byte[], byte[]> record, Runnable hears) {
        if (applied == Applied.ACCEPTED) {
            try {
                hears.run();
            } catch (RuntimeException e) {
                LOG.warn("The feed's listener failed on {}", place(record), e);
            }
        }
        return applied;
    }

    /** The first few are shown; the counts go on. */
    private void warn(String what, ConsumerRecord<byte[], byte[]> record, String why) {
        if (warned < WARNINGS) {
            warned++;
            LOG.warn("{} at {}: {}", what, place(record), why);
        }
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
