package io.sinestream.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.VersionHeaders;
import io.sinestream.schema.feed.Applied;
import io.sinestream.schema.feed.FeedOptions;
import io.sinestream.schema.feed.FeedState;
import io.sinestream.schema.feed.IndexOptions;
import io.sinestream.schema.feed.SubInterestFeed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One feed beside a live job, through all that can happen to it: scores as the model does, foreign and broken records, the
 * job restored from an older checkpoint, a user forgotten, the broker away for longer than tombstones last.
 */
class FeedITCase {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SHORT_RETENTION = Duration.ofSeconds(3);
    private static final int USERS = 40;
    private static final int ITEMS = 50;
    private static final String FORGOTTEN = "user-7";

    @TempDir
    Path folder;

    private final Fence fence = new Fence();
    private int events;
    private boolean hasForgotten;

    @Test
    void aFeedStaysRightThroughAllThatHappensToTheJobAndTheBroker() throws Exception {
        Path log = folder.resolve("broker");
        try (Broker broker = Broker.start(log);
                Launcher job = job(broker, null)) {
            Topic.records(broker.bootstrapServers(), "sine-model", PATIENCE, records -> true);
            play(broker, 1_500);
            FeedOptions options = FeedOptions.of(broker.bootstrapServers());
            try (SubInterestFeed feed =
                            SubInterestFeed.start(options.withListener(fence).withIndex(IndexOptions.DEFAULT));
                    SubInterestFeed forgetful =
                            SubInterestFeed.start(options.withTombstoneRetention(SHORT_RETENTION))) {
                assertThat(feed.awaitCaughtUp(PATIENCE)).isTrue();
                FeedState state = feed.state();
                await("all users and items", () -> has(state, USERS));
                FormulaCheck.scoresAreTheModels(state, USERS, ITEMS);
                foreignAndBrokenRecordsAreSkipped(broker, feed);
                commandsSayWhatTheFeedSays(broker, feed);

                Path older = newCheckpoint(Set.of());
                play(broker, 500);
                forget(broker);
                await("the user forgotten", () -> state.user(FORGOTTEN).isEmpty());
                newCheckpoint(checkpoints());
                long epoch = state.model().orElseThrow().epoch();
                job.kill();
                try (Launcher again = job(broker, older)) {
                    play(broker, 500);
                    await("half of the users in the new epoch", () -> newerThan(epoch, state) >= USERS / 2);
                    await("the user still forgotten", () -> has(state, USERS - 1));
                    assertThat(fence.backwardSteps()).isEmpty();
                    assertThat(state.lineage())
                            .isEqualTo(state.model().orElseThrow().lineage());
                    brokerIsAway(log, broker, feed, forgetful);
                    assertThat(again.endsWithin(Duration.ZERO))
                            .as(again.output())
                            .isFalse();
                }
            }
        }
    }

    /** For longer than the one feed's tombstones last, not the other's. */
    private void brokerIsAway(Path log, Broker broker, SubInterestFeed feed, SubInterestFeed forgetful)
            throws Exception {
        long failures = feed.status().reloads();
        long reloads = forgetful.status().reloads();
        broker.close();
        assertThat(never(SHORT_RETENTION.multipliedBy(2))).isFalse();
        try (Broker back = Broker.start(log, broker.port())) {
            play(back, 200);
            await("the forgetful feed to begin anew", () -> forgetful.status().reloads() > reloads);
            await("what there is, again", () -> has(forgetful.state(), USERS - 1));
            FeedState state = feed.state();
            await("both the same", () -> state.model()
                    .map(SineModel::modelVersion)
                    .equals(forgetful.state().model().map(SineModel::modelVersion)));
            FormulaCheck.scoresAreTheModels(state, USERS, ITEMS);
            FormulaCheck.scoresAreTheModels(forgetful.state(), USERS, ITEMS);
            assertThat(feed.status().reloads()).isEqualTo(failures);
            assertThat(fence.backwardSteps()).isEmpty();
        }
    }

    private static boolean has(FeedState state, int users) {
        return state.size().users() == users
                && state.size().items() == ITEMS
                && state.model().isPresent();
    }

    private static long newerThan(long epoch, FeedState state) {
        return users().filter(user ->
                        state.user(user).filter(held -> held.epoch() > epoch).isPresent())
                .count();
    }

    private static Stream<String> users() {
        return IntStream.range(0, USERS).mapToObj(i -> "user-" + i);
    }

    private static void foreignAndBrokenRecordsAreSkipped(Broker broker, SubInterestFeed feed) throws Exception {
        FeedState state = feed.state();
        ItemEmbedding held = state.item("clip-1").orElseThrow();
        ItemEmbeddingCodec codec = new ItemEmbeddingCodec();
        byte[] foreign =
                codec.encode(new ItemEmbedding("clip-1", 1, 1, "an older run", 0, 1, held.vector(), held.relevance()));
        byte[] otherWidth = codec.encode(
                new ItemEmbedding("clip-1", held.epoch(), Long.MAX_VALUE, held.lineage(), 0, 1, new float[3], 0));
        byte[] newerSchema = codec.encode(held);
        newerSchema[4] ^= 1;
        byte[] cut = Arrays.copyOf(codec.encode(held), 40);
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            for (byte[] value : List.of(foreign, otherWidth, newerSchema, cut)) {
                producer.send(new ProducerRecord<>(
                                "item-embeddings",
                                null,
                                null,
                                "clip-1".getBytes(UTF_8),
                                value,
                                VersionHeaders.of(held.epoch(), Long.MAX_VALUE)))
                        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
        await(
                "four records skipped",
                () -> count(feed, Applied.MALFORMED) == 2
                        && count(feed, Applied.MISMATCHED) == 1
                        && count(feed, Applied.FOREIGN_LINEAGE) == 1);
        assertThat(state.item("clip-1").orElseThrow().vector()).hasSameSizeAs(held.vector());
    }

    private static long count(SubInterestFeed feed, Applied applied) {
        return feed.status().counts().getOrDefault(applied, 0L);
    }

    private void commandsSayWhatTheFeedSays(Broker broker, SubInterestFeed feed) throws Exception {
        assertThat(feed.indexed().awaitIndexed(PATIENCE)).isTrue();
        assertThat(feed.indexed().top("user-3", ITEMS, String::isEmpty).orElseThrow())
                .hasSize(ITEMS);
        Await.value(PATIENCE, "a command during which nothing new was learned", () -> {
            Map<Applied, Long> before = feed.status().counts();
            String best = feed.search()
                    .top("user-3", 1, String::isEmpty)
                    .orElseThrow()
                    .get(0)
                    .item();
            String output = command(broker, "rank", "--top", "3");
            if (!feed.status().counts().equals(before)) {
                return Optional.empty();
            }
            assertThat(output).contains("    1. " + best);
            return Optional.of(true);
        });
        assertThat(command(broker, "why"))
                .contains("sub-interest 1", "sub-interest 2", "the active one", "effective view", "watch-ratio");
    }

    private String command(Broker broker, String name, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(name, "--bootstrap-servers", broker.bootstrapServers(), "--user", "user-3"));
        arguments.addAll(List.of(more));
        try (Launcher launcher = Launcher.start(folder, arguments.toArray(String[]::new))) {
            assertThat(launcher.exitCode()).as(launcher.output()).isZero();
            return launcher.output();
        }
    }

    private Launcher job(Broker broker, @Nullable Path from) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "-D",
                "kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "-D",
                "execution.checkpointing.interval=1s",
                "-D",
                "execution.checkpointing.num-retained=50",
                "-D",
                "execution.checkpointing.externalized-checkpoint-retention=RETAIN_ON_CANCELLATION",
                "-D",
                "execution.checkpointing.dir=" + folder.resolve("checkpoints").toUri()));
        if (from != null) {
            arguments.addAll(List.of("-D", "execution.state-recovery.path=" + from.toUri()));
        }
        return Launcher.start(folder, arguments.toArray(String[]::new));
    }

    private Set<Path> checkpoints() {
        return RecoveryPoints.checkpoints(folder);
    }

    /** Waits for one that was not there. */
    private Path newCheckpoint(Set<Path> known) throws InterruptedException {
        return Await.value(PATIENCE, "a checkpoint", () -> checkpoints().stream()
                .filter(checkpoint -> !known.contains(checkpoint))
                .max(Comparator.comparing(checkpoint -> checkpoint.toFile().lastModified()))
                .map(Path::getParent));
    }

    private void play(Broker broker, int count) throws Exception {
        PlayEventCodec codec = new PlayEventCodec();
        Random random = new Random(events);
        long now = System.currentTimeMillis() - count;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            for (int i = 0; i < count; i++, events++) {
                String user = "user-" + random.nextInt(USERS);
                if (!user.equals(FORGOTTEN) || !hasForgotten) {
                    long watch = random.nextInt(3) == 0 ? 1_000 : 9_000;
                    PlayEvent play = PlayEvent.video(
                            "event-" + events, user, "clip-" + random.nextInt(ITEMS), now + i, watch, 10_000);
                    sent.add(producer.send(
                            new ProducerRecord<>("play-events", user.getBytes(UTF_8), codec.encode(play))));
                }
            }
            for (Future<RecordMetadata> record : sent) {
                record.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    private void forget(Broker broker) throws Exception {
        hasForgotten = true;
        try (KafkaProducer<byte[], byte[]> producer = producer(broker)) {
            producer.send(new ProducerRecord<>("play-events", FORGOTTEN.getBytes(UTF_8), null))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Broker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static boolean never(Duration time) throws InterruptedException {
        return new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void await(String what, BooleanSupplier holds) throws InterruptedException {
        Await.value(PATIENCE, what, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }
}
