package io.sinestream.schema.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel.GoldenTriple;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.Topics;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import io.sinestream.schema.VersionHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the Python of EMBEDDINGS.md on recorded bytes, and compares it with this module's feed. */
class EmbeddingsPageTest {
    private static final String USERS = Topics.DEFAULT.userSubInterests();
    private static final String ITEMS = Topics.DEFAULT.itemEmbeddings();
    private static final String MODELS = Topics.DEFAULT.sineModel();
    private static final HexFormat HEX = HexFormat.of();
    private static final int SOME = 20;

    /** Feeds the page's reader with recorded records, and says what it has then. */
    private static final String DRIVER =
            """
            import pathlib, sys
            from feed import Feed

            feed = Feed(pathlib.Path(sys.argv[1]))
            for line in pathlib.Path(sys.argv[2]).read_text().splitlines():
                topic, key, value, epoch, version = line.split(" ")
                headers = [("epoch", bytes.fromhex(epoch)), ("model-version", bytes.fromhex(version))]
                feed.apply(topic, key, None if value == "-" else bytes.fromhex(value), headers)
            print("golden", feed.worst_golden_error())
            for outcome, count in feed.counts.items():
                print("count", outcome.replace(" ", "_"), count)
            for user in feed.tables["user-sub-interests"]:
                for item, value in feed.scores(user, feed.tables["item-embeddings"]).items():
                    print("score", user, item, value)
            """;

    @TempDir
    Path folder;

    private final FeedState state = new FeedState(user -> true, Duration.ofDays(1));
    private final FeedInput input = new FeedInput(Topics.DEFAULT, state, FeedListener.NONE);
    private final List<String> recorded = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void pythonOnThePageScoresAndFencesAsTheFeedDoes(Fusion fusion) throws Exception {
        assumeTrue(
                run("-c", "import numpy").exit() == 0,
                "skipped: python3 with numpy is not installed (Debian: python3-numpy)");
        record(fusion);
        Files.write(folder.resolve("recorded"), recorded);
        Files.writeString(folder.resolve("feed.py"), pythonOf(Path.of("EMBEDDINGS.md")));
        Files.writeString(folder.resolve("driver.py"), DRIVER);
        Ran python = run(
                folder.resolve("driver.py").toString(),
                Path.of("src/main/resources/io/sinestream/schema").toString(),
                folder.resolve("recorded").toString());
        assertThat(python.exit()).as(python.output()).isZero();

        Map<String, String> said = python.output()
                .lines()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1)));
        assertThat(Double.parseDouble(said.getOrDefault("golden", "NaN"))).isLessThan(GoldenCheck.TOLERANCE);
        int scores = 0;
        for (int u = 0; u < SOME; u++) {
            for (int i = 0; i < SOME; i++) {
                String user = "u" + u;
                String item = "ü" + i;
                float own = score(user, item);
                String score = said.get("score " + user + " " + item);
                assertThat(score == null).as("%s %s", user, item).isEqualTo(Float.isNaN(own));
                if (score != null) {
                    scores++;
                    assertThat(Double.parseDouble(score)).isCloseTo(own, within(1e-5));
                }
            }
        }
        assertThat(scores).isEqualTo((SOME - 1) * (SOME - 1));
        for (Applied applied :
                List.of(Applied.ACCEPTED, Applied.REMOVED, Applied.STALE, Applied.FOREIGN_LINEAGE, Applied.MALFORMED)) {
            String name = applied.name().toLowerCase(Locale.ROOT);
            assertThat(said.get("count " + name))
                    .as(name)
                    .isEqualTo(Long.toString(state.counts().getOrDefault(applied, 0L)));
        }
    }

    @Test
    void thePageKnowsTheSchemasOfTheRecords() throws IOException {
        String page = Files.readString(Path.of("EMBEDDINGS.md"));
        for (byte[] value : List.of(user("u", 1, 1), item("i", 1, 1), model(Fusion.MAX, 1, 1))) {
            assertThat(page).contains("| `" + HEX.formatHex(value, 0, 10) + "` |");
        }
    }

    private float score(String user, String item) {
        float[] scores = state.scores(user, List.of(item)).orElse(new float[] {Float.NaN});
        return scores[0];
    }

    private void record(Fusion fusion) {
        add(USERS, "u0", user("u0", 1, 1, "an older run"), 1, 1);
        for (int i = 0; i < SOME; i++) {
            add(USERS, "u" + i, user("u" + i, 5, 10 + i), 5, 10 + i);
            add(ITEMS, "ü" + i, item("ü" + i, 5, 10 + i), 5, 10 + i);
        }
        add(MODELS, "model", model(fusion, 5, 100), 5, 100);
        add(ITEMS, "ü3", item("ü3", 5, 9), 5, 9);
        add(ITEMS, "ü4", item("ü4", 6, 1), 6, 1);
        add(USERS, "u5", null, 5, 20);
        add(USERS, "u5", user("u5", 5, 19), 5, 19);
        add(USERS, "u6", null, 5, 15);
        add(ITEMS, "ü7", null, 5, 17);
        add(USERS, "u8", user("u8", 5, 99, "an older run"), 5, 99);
        byte[] sound = item("ü9", 7, 1);
        add(ITEMS, "ü9", Arrays.copyOf(sound, sound.length - 1), 7, 1);
        add(ITEMS, "ü9", user("ü9", 7, 1), 7, 1);
        byte[] ofANewerSchema = sound.clone();
        ofANewerSchema[5] ^= 1;
        add(ITEMS, "ü9", ofANewerSchema, 7, 1);
    }

    private void add(String topic, String key, byte @Nullable [] value, long epoch, long version) {
        Headers headers = VersionHeaders.of(epoch, version);
        input.accept(
                new ConsumerRecord<>(
                        topic,
                        0,
                        0,
                        0,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key.getBytes(UTF_8),
                        value,
                        headers,
                        Optional.empty()),
                0);
        recorded.add(String.join(
                " ",
                topic,
                key,
                value == null ? "-" : HEX.formatHex(value),
                HEX.formatHex(headers.lastHeader(VersionHeaders.EPOCH).value()),
                HEX.formatHex(headers.lastHeader(VersionHeaders.MODEL_VERSION).value())));
    }

    private static byte[] user(String user, long epoch, long version) {
        return user(user, epoch, version, Records.LINEAGE);
    }

    private static byte[] user(String user, long epoch, long version, String lineage) {
        return new UserSubInterestsCodec().encode(Records.user(user, epoch, version, 1, lineage));
    }

    private static byte[] item(String item, long epoch, long version) {
        return new ItemEmbeddingCodec().encode(Records.item(item, epoch, version));
    }

    private static byte[] model(Fusion fusion, long epoch, long version) {
        UserSubInterests user = Records.user("g", 1, 1);
        float[] item = Records.item("g", 1, 1).vector();
        GoldenTriple triple = new GoldenTriple(
                user.vectors(),
                user.relevance(),
                item,
                0.5f,
                fusion.scorer(user).score(item, 0, 0.5f));
        return new SineModelCodec().encode(Records.model(epoch, version, Records.LINEAGE, fusion, List.of(triple)));
    }

    private static String pythonOf(Path page) throws IOException {
        String text = Files.readString(page);
        int start = text.indexOf("```python\n") + "```python\n".length();
        return text.substring(start, text.indexOf("```", start));
    }

    private record Ran(int exit, String output) {}

    /** With fastavro itself where it is installed, else with what stands in for it here. */
    private static Ran run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        builder.environment().put("PYTHONUTF8", "1");
        if (new ProcessBuilder("python3", "-c", "import fastavro").start().waitFor() != 0) {
            builder.environment()
                    .put("PYTHONPATH", Path.of("src/test/resources/python").toString());
        }
        try {
            Process python = builder.start();
            String said = new String(python.getInputStream().readAllBytes(), UTF_8);
            return new Ran(python.waitFor(), said);
        } catch (IOException e) {
            return new Ran(-1, "");
        }
    }
}
