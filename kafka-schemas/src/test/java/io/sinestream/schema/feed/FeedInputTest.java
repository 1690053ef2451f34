package io.sinestream.schema.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.Topics;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeedInputTest {
    private static final String USERS = Topics.DEFAULT.userSubInterests();
    private static final String ITEMS = Topics.DEFAULT.itemEmbeddings();
    private static final String MODELS = Topics.DEFAULT.sineModel();

    private final List<String> heard = new ArrayList<>();
    private final FeedState state = new FeedState(user -> true, Duration.ofDays(1));
    private final FeedInput input = new FeedInput(Topics.DEFAULT, state, new FeedListener() {
        @Override
        public void onUser(UserSubInterests user, long receivedAtMillis) {
            heard.add(user.user() + " at " + receivedAtMillis);
        }

        @Override
        public void onItem(ItemEmbedding item, long receivedAtMillis) {
            heard.add(item.item() + " at " + receivedAtMillis);
        }

        @Override
        public void onModel(SineModel model, long receivedAtMillis) {
            heard.add(model.profile() + " at " + receivedAtMillis);
        }
    });

    @Test
    void recordsOfAllThreeTopicsAreTakenInAndHeardOf() {
        assertThat(accept(USERS, "u", user("u", 1), 1, 1)).isEqualTo(Applied.ACCEPTED);
        assertThat(accept(ITEMS, "i", item("i", 1), 1, 1)).isEqualTo(Applied.ACCEPTED);
        assertThat(accept(MODELS, "model", model(1), 1, 1)).isEqualTo(Applied.ACCEPTED);
        assertThat(heard).containsExactly("u at 77", "i at 77", "streaming at 77");
        assertThat(state.scores("u", List.of("i"))).isPresent();
    }

    @Test
    void whatDoesNotBecomeCurrentIsNotHeardOf() {
        accept(USERS, "u", user("u", 5), 1, 5);
        heard.clear();
        assertThat(accept(USERS, "u", user("u", 4), 1, 4)).isEqualTo(Applied.STALE);
        assertThat(heard).isEmpty();
    }

    @Test
    void tombstonesAreFencedByTheirHeaders() {
        accept(USERS, "ü", user("ü", 5), 1, 5);
        assertThat(accept(USERS, "ü", null, 1, 4)).isEqualTo(Applied.STALE);
        assertThat(accept(USERS, "ü", null, 1, 5)).isEqualTo(Applied.REMOVED);
        assertThat(accept(ITEMS, "i", null, 1, 5)).isEqualTo(Applied.REMOVED);
        assertThat(accept(ITEMS, "i", item("i", 4), 1, 4)).isEqualTo(Applied.STALE);
    }

    @Test
    void aTombstoneWithoutVersionIsMalformed() {
        assertThat(input.accept(record(USERS, "u", null, new RecordHeaders()), 0))
                .isEqualTo(Applied.MALFORMED);
        assertThat(accept(MODELS, "model", null, 1, 1)).isEqualTo(Applied.MALFORMED);
        assertThat(input.accept(record(USERS, null, null, VersionHeaders.of(1, 1)), 0))
                .isEqualTo(Applied.MALFORMED);
    }

    @Test
    void brokenRecordsAreCountedAndTheNextOnesFollow() {
        byte[] sound = item("i", 1);
        byte[] cut = Arrays.copyOf(sound, sound.length - 1);
        byte[] newer = sound.clone();
        newer[4] ^= 1;
        for (byte[] broken : List.of(cut, newer, new byte[0], "text".getBytes(UTF_8), user("u", 1))) {
            assertThat(accept(ITEMS, "i", broken, 1, 1)).isEqualTo(Applied.MALFORMED);
        }
        assertThat(accept(ITEMS, "i", sound, 1, 1)).isEqualTo(Applied.ACCEPTED);
        assertThat(state.counts()).containsEntry(Applied.MALFORMED, 5L).containsEntry(Applied.ACCEPTED, 1L);
    }

    @Test
    void aListenerThatFailsDoesNotStopTheFeed() {
        FeedInput failing = new FeedInput(Topics.DEFAULT, state, new FeedListener() {
            @Override
            public void onUser(UserSubInterests user, long receivedAtMillis) {
                throw new IllegalStateException("as the test wants it");
            }
        });
        assertThat(failing.accept(record(USERS, "u", user("u", 1), VersionHeaders.of(1, 1)), 0))
                .isEqualTo(Applied.ACCEPTED);
        assertThat(state.user("u")).isPresent();
    }

    private Applied accept(String topic, String key, byte @Nullable [] value, long epoch, long version) {
        return input.accept(record(topic, key, value, VersionHeaders.of(epoch, version)), 77);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, @Nullable String key, byte @Nullable [] value, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(UTF_8),
                value,
                headers,
                Optional.empty());
    }

    private static byte[] user(String user, long version) {
        return new UserSubInterestsCodec().encode(Records.user(user, 1, version));
    }

    private static byte[] item(String item, long version) {
        return new ItemEmbeddingCodec().encode(Records.item(item, 1, version));
    }

    private static byte[] model(long version) {
        return new SineModelCodec().encode(Records.model(1, version, Records.LINEAGE, Fusion.MAX, List.of()));
    }
}
