package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.job.golden.GoldenFolder;
import io.sinestream.job.golden.GoldenFolder.GoldenFile;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.PlayEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real function turns golden event streams into the golden examples. */
class SequenceGoldenTest {
    private static final Map<String, String> LETTERS =
            Map.of("EFFECTIVE_VIEW", "P", "SKIP", "S", "STRONG_SKIP", "S", "NEUTRAL", "N");

    static Stream<GoldenFile> streams() {
        return GoldenFolder.ofKind("stream");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void examplesAreTheGoldenOnes(GoldenFile file) throws Exception {
        assertThat(file.root().get("rule").asText()).isEqualTo("paper_positive_wins");
        List<TrainingExample> examples = examples(file.root());
        JsonNode expected = file.root().get("examples");
        assertThat(examples).hasSameSizeAs(expected);
        for (int i = 0; i < examples.size(); i++) {
            compare(examples.get(i), expected.get(i));
        }
    }

    private static List<TrainingExample> examples(JsonNode root) throws Exception {
        PlayLabeler labeler = new PlayLabeler(FeedbackSettings.defaults());
        SequenceSettings settings = Settings.window(root.get("window").asInt()).build();
        try (SequenceHarness harness = SequenceHarness.onHeap(settings)) {
            for (JsonNode event : root.get("events")) {
                PlayEvent play = play(event);
                assertThat(LETTERS)
                        .containsEntry(
                                labeler.label(play).name(), event.get("label").asText());
                harness.take(new ReadPlay(play, 0));
            }
            return harness.examples();
        }
    }

    private static PlayEvent play(JsonNode event) {
        long time = event.get("t").asLong();
        return PlayEvent.video(
                "e" + time,
                event.get("user").asText(),
                event.get("item").asText(),
                time,
                event.get("watch_ms").asLong(),
                event.get("duration_ms").isNull()
                        ? PlayEvent.NO_DURATION
                        : event.get("duration_ms").asLong());
    }

    private static void compare(TrainingExample example, JsonNode expected) {
        String where = "example " + expected;
        assertThat(example.user()).as(where).isEqualTo(expected.get("user").asText());
        assertThat(example.target()).as(where).isEqualTo(expected.get("target").asLong());
        assertThat(example.history()).as(where).containsExactly(longs(expected.get("history")));
        assertThat(example.skips()).as(where).containsExactly(longs(expected.get("skips_since_last_positive")));
        assertThat(example.trains()).as(where).isEqualTo(expected.get("trains").asBoolean());
        long immediate = expected.get("immediate_skip").asLong();
        assertThat(example.nearestSkip()).as(where).isEqualTo(immediate == 0 ? ItemKey.NONE : immediate);
    }

    private static long[] longs(JsonNode array) {
        List<Long> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asLong()));
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
