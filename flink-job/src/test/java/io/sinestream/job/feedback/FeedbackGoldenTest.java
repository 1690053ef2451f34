package io.sinestream.job.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.job.check.CheckSettings;
import io.sinestream.job.check.PlayEventCheck;
import io.sinestream.job.golden.GoldenFolder;
import io.sinestream.job.golden.GoldenFolder.GoldenFile;
import io.sinestream.schema.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels and strengths equal the golden files', for every rule and row. */
class FeedbackGoldenTest {
    private static final long NOW = 1_700_000_000_000L;

    /** The golden rules know no other threshold for plays of unknown duration. */
    private static final long NO_DURATION_SKIP_MILLIS = 3000;

    private static final Offset<Double> EXACTLY = Offset.offset(1e-12);

    private final PlayEventCheck check = new PlayEventCheck(CheckSettings.defaults());

    static Stream<GoldenFile> labels() {
        return GoldenFolder.ofKind("labels");
    }

    @ParameterizedTest
    @MethodSource("labels")
    void labelsAreTheGoldenOnes(GoldenFile file) {
        int compared = 0;
        for (Map.Entry<String, JsonNode> named : file.root().get("rules").properties()) {
            LabelRule rule = rule(named.getValue());
            for (JsonNode row : file.root().get("rows")) {
                assertThat(letter(rule, row))
                        .as("%s under %s of %s", row, named.getKey(), file.name())
                        .isEqualTo(row.get(named.getKey()).asText());
                compared++;
            }
        }
        assertThat(compared).isPositive();
    }

    static Stream<GoldenFile> watchScores() {
        return GoldenFolder.ofKind("watch_scores");
    }

    @ParameterizedTest
    @MethodSource("watchScores")
    void strengthsAreTheGoldenOnes(GoldenFile file) {
        for (JsonNode group : file.root().get("groups")) {
            double[] sample = StreamSupport.stream(group.get("rows").spliterator(), false)
                    .mapToDouble(row -> row.get("watch_s").asDouble())
                    .toArray();
            WatchScore wtg = new WatchTimeGain(
                    group.get("mean").asDouble(), group.get("sd_ddof1").asDouble());
            WatchScore d2q = WatchTimePercentile.among(sample);
            WatchScore d2co = new DebiasedWatchTime(
                    group.get("d2co_noise_q").asDouble(),
                    group.get("d2co_bias_p").asDouble(),
                    group.get("d2co_alpha").asDouble());
            for (JsonNode row : group.get("rows")) {
                double watch = row.get("watch_s").asDouble();
                double completion =
                        WatchScore.completion(watch, group.get("duration_s").asDouble());
                assertThat(completion).as("completion of %s", row).isCloseTo(value(row, "completion"), EXACTLY);
                assertThat(wtg.of(watch)).as("wtg of %s", row).isCloseTo(value(row, "wtg"), EXACTLY);
                assertThat(d2q.of(watch)).as("d2q of %s", row).isCloseTo(value(row, "d2q"), EXACTLY);
                assertThat(d2co.of(watch)).as("d2co of %s", row).isCloseTo(value(row, "d2co"), EXACTLY);
            }
        }
    }

    private static double value(JsonNode row, String field) {
        return row.get(field).asDouble();
    }

    private String letter(LabelRule rule, JsonNode row) {
        if (row.get("watch_ms").isNull()) {
            return "X";
        }
        long duration = row.get("duration_ms").isNull()
                ? PlayEvent.NO_DURATION
                : row.get("duration_ms").asLong();
        PlayEvent play = PlayEvent.video("e", "u", "i", NOW, row.get("watch_ms").asLong(), duration);
        if (check.of(play, NOW) != null) {
            return "X";
        }
        return switch (rule.label(play.watchMillis(), play.durationMillis())) {
            case EFFECTIVE_VIEW -> "P";
            case SKIP, STRONG_SKIP -> "S";
            case NEUTRAL -> "N";
        };
    }

    private static LabelRule rule(JsonNode rule) {
        String kind = rule.get("kind").asText();
        return switch (kind) {
            case "ratio" ->
                new WatchRatioRule(
                        rule.get("positive_ratio").asDouble(),
                        rule.get("skip_ms").asLong(),
                        Overlap.valueOf(rule.get("overlap").asText().toUpperCase(Locale.ROOT)),
                        optional(rule, "no_duration_positive_ms"));
            case "absolute" ->
                new CompletionRule(
                        "golden/1",
                        rule.get("positive_ms").asLong(),
                        rule.get("strict").asBoolean(),
                        rule.get("skip_ms").asLong(),
                        optional(rule, "no_duration_positive_ms"));
            case "bucket" ->
                new BucketRule(
                        new DurationGroups(longs(rule.get("edges_ms"))),
                        longs(rule.get("positive_ms")),
                        longs(rule.get("skip_ms")),
                        NO_DURATION_SKIP_MILLIS);
            default -> throw new AssertionError("golden label rule of unknown kind " + kind);
        };
    }

    private static @Nullable Long optional(JsonNode rule, String field) {
        return rule.hasNonNull(field) ? rule.get(field).asLong() : null;
    }

    private static List<Long> longs(JsonNode array) {
        List<Long> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asLong()));
        return values;
    }
}
