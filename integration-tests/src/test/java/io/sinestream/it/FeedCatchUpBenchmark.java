package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.it.bench.Results;
import io.sinestream.job.kafka.JobTopics;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import io.sinestream.schema.feed.FeedOptions;
import io.sinestream.schema.feed.FeedSize;
import io.sinestream.schema.feed.SubInterestFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.flink.configuration.Configuration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a ranker takes from an empty process to every vector, from a real broker in a process of its own. */
class FeedCatchUpBenchmark {
    private static final int ITEMS = Integer.getInteger("bench.items", 1_000_000);
    private static final int USERS = Integer.getInteger("bench.users", 1_000_000);
    private static final int WIDTH = 64;
    private static final int K = 2;
    private static final String LINEAGE = "bench";

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(1);
    private @Nullable Future<RecordMetadata> last;

    @Test
    void catchUp() throws Exception {
        try (Broker broker = Broker.start(folder.resolve("broker"))) {
            JobTopics.create(Configuration.fromMap(Map.of("kafka.bootstrap.servers", broker.bootstrapServers())));
            fill(broker);
            long start = System.nanoTime();
            try (SubInterestFeed feed = SubInterestFeed.start(FeedOptions.of(broker.bootstrapServers()))) {
                assertThat(feed.awaitCaughtUp(Duration.ofMinutes(10))).isTrue();
                double seconds = (System.nanoTime() - start) / 1e9;
                FeedSize size = feed.state().size();
                assertThat(size.items()).isEqualTo(ITEMS);
                assertThat(size.users()).isEqualTo(USERS);
                Results.add(
                        Results.row("feed catch-up")
                                .put("items", ITEMS)
                                .put("users", USERS)
                                .put("seconds", seconds),
                        String.format(
                                Locale.ROOT, "a feed has %,d items and %,d users after %.1f s", ITEMS, USERS, seconds));
            }
        }
    }

    private void fill(Broker broker) {
        ItemEmbeddingCodec items = new ItemEmbeddingCodec();
        UserSubInterestsCodec users = new UserSubInterestsCodec();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", 20, "batch.size", 1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            SineModel head = new SineModel(
                    1, 1, LINEAGE, "streaming", Map.of(), "SIGMOID_SHARE", K, WIDTH, 0, Map.of(), List.of());
            send(producer, "sine-model", "model", new SineModelCodec().encode(head));
            for (int i = 0; i < ITEMS; i++) {
                ItemEmbedding item = new ItemEmbedding("item-" + i, 1, 1, LINEAGE, 1, 1, floats(WIDTH), 0.5f);
                send(producer, "item-embeddings", item.item(), items.encode(item));
            }
            for (int u = 0; u < USERS; u++) {
                UserSubInterests user = new UserSubInterests(
                        "user-" + u,
                        1,
                        1,
                        1,
                        LINEAGE,
                        "streaming",
                        "watch-ratio",
                        1,
                        1,
                        1,
                        0,
                        false,
                        K,
                        WIDTH,
                        floats(K * WIDTH),
                        floats(K));
                send(producer, "user-sub-interests", user.user(), users.encode(user));
            }
            assertThat(last).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    /** What is lost on the way is missing at the end. */
    private void send(KafkaProducer<byte[], byte[]> producer, String topic, String key, byte[] value) {
        last = producer.send(
                new ProducerRecord<>(topic, null, null, key.getBytes(UTF_8), value, VersionHeaders.of(1, 1)));
    }

    private float[] floats(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextDouble(-1, 1);
        }
        return floats;
    }
}
