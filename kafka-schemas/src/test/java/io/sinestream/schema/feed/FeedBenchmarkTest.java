package io.sinestream.schema.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.Topics;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How fast and how large a feed is; FEED.md has the command and the figures. Times are of the thread's processor, so
 * that others on the machine count less.
 */
@EnabledIfSystemProperty(named = "feed.benchmark", matches = "true", disabledReason = "minutes: -Dfeed.benchmark=true")
class FeedBenchmarkTest {
    private static final int ITEMS = Integer.getInteger("feed.items", 1_000_000);
    private static final int WIDTH = Integer.getInteger("feed.width", 64);
    private static final int USERS = 10_000;
    private static final int CANDIDATES = 10_000;
    private static final int QUERIES = 200;
    private static final int WANTED = 100;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PlantedItems planted = new PlantedItems(WIDTH, 1);
    private static final boolean WITH_INDEX = Boolean.parseBoolean(System.getProperty("feed.index", "true"));

    private final IndexKeeper keeper = new IndexKeeper(
            new IndexOptions(16, 100, IndexOptions.DEFAULT.recall(), Integer.getInteger("feed.threads", 1)));
    private final FeedState state =
            new FeedState(user -> true, Duration.ofDays(1), WITH_INDEX ? keeper : ItemChanges.NONE);
    private final FeedInput input = new FeedInput(Topics.DEFAULT, state, FeedListener.NONE);
    private final ExactSearch exact = new ExactSearch(state);
    private final IndexSearch indexed = new IndexSearch(state, keeper, exact);

    @Test
    void measure() throws Exception {
        state.apply(Records.model(1, 1, Records.LINEAGE, "SIGMOID_SHARE", 2, WIDTH, List.of()));
        catchUp();
        for (Fusion fusion : WITH_INDEX ? new Fusion[0] : Fusion.values()) {
            state.apply(Records.model(1, 2, Records.LINEAGE, fusion.name(), 2, WIDTH, List.of()));
            score(fusion);
        }
        state.apply(Records.model(1, 3, Records.LINEAGE, "SIGMOID_SHARE", 2, WIDTH, List.of()));
        retrieve();
        if (WITH_INDEX) {
            diversify();
        }
        keeper.close();
    }

    private void catchUp() throws InterruptedException {
        UserSubInterestsCodec users = new UserSubInterestsCodec();
        ItemEmbeddingCodec items = new ItemEmbeddingCodec();
        long bytes = 0;
        for (int u = 0; u < USERS; u++) {
            byte[] value = users.encode(planted.user("u" + u, 2));
            bytes += value.length;
            accept(Topics.DEFAULT.userSubInterests(), "u" + u, value);
        }
        say("user record: %d bytes on the wire", bytes / USERS);
        long cpu = 0;
        bytes = 0;
        long began = System.nanoTime();
        for (int i = 0; i < ITEMS; i++) {
            byte[] value = items.encode(planted.item(id(i), 1));
            bytes += value.length;
            long start = THREADS.getCurrentThreadCpuTime();
            accept(Topics.DEFAULT.itemEmbeddings(), id(i), value);
            cpu += THREADS.getCurrentThreadCpuTime() - start;
        }
        FeedSize size = state.size();
        say("item record: %d bytes on the wire", bytes / ITEMS);
        say("%,d item records decoded and applied in %.1f s", ITEMS, cpu / 1e9);
        say("memory: %d bytes per item, %d per user", size.itemBytes() / ITEMS, size.userBytes() / USERS);
        if (!WITH_INDEX) {
            return;
        }
        assertThat(indexed.awaitIndexed(Duration.ofHours(2))).isTrue();
        say(
                "indexed after %.0f s on the clock, %d bytes per item beside",
                (System.nanoTime() - began) / 1e9, indexed.status().bytes() / ITEMS);
    }

    private void accept(String topic, String key, byte[] value) {
        input.accept(
                new ConsumerRecord<>(
                        topic,
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key.getBytes(StandardCharsets.UTF_8),
                        value,
                        VersionHeaders.of(1, 1),
                        java.util.Optional.empty()),
                0);
    }

    private static String id(int i) {
        return Integer.toString(7 * i + 3);
    }

    /** As texts, found again at each call; as {@link Candidates}; and the bound, their memory touched and nothing more. */
    private void score(Fusion fusion) {
        Random random = new Random(3);
        List<List<String>> texts = new ArrayList<>();
        List<Candidates> found = new ArrayList<>();
        List<int[]> rows = new ArrayList<>();
        RowIndex index = table().index();
        for (int s = 0; s < 50; s++) {
            List<String> set = random.ints(CANDIDATES, 0, ITEMS)
                    .mapToObj(FeedBenchmarkTest::id)
                    .toList();
            texts.add(set);
            found.add(new Candidates(set));
            rows.add(set.stream().mapToInt(index::find).toArray());
        }
        say("%s, %,d candidates as texts: %s", fusion, CANDIDATES, times(s -> scored("u1", texts.get(s))));
        say("%s, %,d candidates found before: %s", fusion, CANDIDATES, times(s -> scored("u1", found.get(s))));
        say("%,d rows touched and nothing more: %s", CANDIDATES, times(s -> touched(rows.get(s))));
    }

    private VectorTable table() {
        return state.view("u1").orElseThrow().items();
    }

    private double scored(String user, List<String> texts) {
        return state.scores(user, texts).orElseThrow()[0];
    }

    private double scored(String user, Candidates found) {
        return state.scores(user, found).orElseThrow()[0];
    }

    /** One number of each line of memory that the rows are in. */
    private double touched(int[] rows) {
        VectorTable table = table();
        float sum = 0;
        for (int row : rows) {
            float[] page = table.page(row);
            int at = table.offset(row);
            for (int d = 0; d < WIDTH; d += 16) {
                sum += page[at + d];
            }
            sum += page[at + WIDTH];
        }
        return sum;
    }

    /** Of sets that come again after fifty others, and of one that comes again and again. */
    private static String times(IntToDoubleFunction work) {
        long[] scattered = new long[500];
        long[] again = new long[500];
        double sum = 0;
        for (int round = 0; round < 2; round++) { // The first warms up.
            for (int i = 0; i < scattered.length; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                sum += work.applyAsDouble(i % 50);
                scattered[i] = THREADS.getCurrentThreadCpuTime() - start;
            }
            for (int i = 0; i < again.length; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                sum += work.applyAsDouble(0);
                again[i] = THREADS.getCurrentThreadCpuTime() - start;
            }
        }
        assertThat(sum).isNotNaN();
        return millis(scattered) + "; the same ones again: " + millis(again);
    }

    private void retrieve() {
        List<Set<String>> truth = new ArrayList<>();
        say(
                "top %d, brute force: %s",
                WANTED,
                millis(times(
                        user -> {
                            Set<String> best =
                                    ids(exact.top(user, WANTED, String::isEmpty).orElseThrow());
                            truth.add(best);
                            return best;
                        },
                        QUERIES)));
        if (!WITH_INDEX) {
            return;
        }
        times(user -> ids(indexed.top(user, WANTED, String::isEmpty).orElseThrow()), QUERIES);
        List<Set<String>> found = new ArrayList<>();
        long[] times = times(
                user -> {
                    Set<String> best =
                            ids(indexed.top(user, WANTED, String::isEmpty).orElseThrow());
                    found.add(best);
                    return best;
                },
                QUERIES);
        double recall = 0;
        for (int q = 0; q < QUERIES; q++) {
            Set<String> hits = new HashSet<>(found.get(q));
            hits.retainAll(truth.get(q));
            recall += (double) hits.size() / WANTED / QUERIES;
        }
        say("top %d, indexed: %s, recall %.4f", WANTED, millis(times), recall);
    }

    private void diversify() {
        for (double lambda : new double[] {0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1}) {
            double recall = 0;
            double pairs = 0;
            int queries = 20;
            for (int q = 0; q < queries; q++) {
                String user = "u" + q;
                Set<String> plain = ids(exact.top(user, WANTED, String::isEmpty).orElseThrow());
                List<ScoredItem> chosen =
                        indexed.diverse(user, WANTED, lambda, String::isEmpty).orElseThrow();
                pairs += share(user, chosen) / queries;
                Set<String> hits = ids(chosen);
                hits.retainAll(plain);
                recall += (double) hits.size() / WANTED / queries;
            }
            say("lambda %.2f: %.3f of the pairs differ, recall of the plain top %.3f", lambda, pairs, recall);
        }
    }

    /** Of all pairs, those whose items are nearest to different sub-interests. */
    private double share(String user, List<ScoredItem> chosen) {
        UserSubInterests vectors = state.user(user).orElseThrow();
        long first = chosen.stream()
                .map(item -> state.item(item.item()).orElseThrow().vector())
                .filter(item -> Dot.product(vectors.vectors(), 0, item, 0, WIDTH)
                        >= Dot.product(vectors.vectors(), WIDTH, item, 0, WIDTH))
                .count();
        return 2.0 * first * (chosen.size() - first) / (chosen.size() * (chosen.size() - 1.0));
    }

    private static long[] times(Function<String, Set<String>> search, int queries) {
        long[] times = new long[queries];
        for (int q = 0; q < queries; q++) {
            long start = THREADS.getCurrentThreadCpuTime();
            assertThat(search.apply("u" + q)).hasSize(WANTED);
            times[q] = THREADS.getCurrentThreadCpuTime() - start;
        }
        return times;
    }

    private static Set<String> ids(List<ScoredItem> found) {
        Set<String> ids = new HashSet<>();
        found.forEach(item -> ids.add(item.item()));
        return ids;
    }

    private static String millis(long[] nanos) {
        Arrays.sort(nanos);
        return String.format(
                Locale.ROOT,
                "least %.3f, p50 %.3f, p99 %.3f ms",
                nanos[0] / 1e6,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static void say(String format, Object... arguments) {
        System.out.println(String.format(Locale.ROOT, format, arguments));
    }
}
