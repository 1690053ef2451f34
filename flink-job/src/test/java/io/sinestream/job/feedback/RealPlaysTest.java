package io.sinestream.job.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sinestream.schema.PlayEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The base rule over whole logs; the logs lie beside the repository, where there are any. */
class RealPlaysTest {
    private static final Path SHARED = Path.of("..", "..", "shared");

    @Test
    void kuaiRandPureSplitsAsItsReadmeSays() throws IOException {
        assertThat(count(SHARED.resolve("data/kuairand-pure/plays-20220425-20220504.csv.gz")))
                .containsEntry(Feedback.EFFECTIVE_VIEW, 37_504)
                .containsEntry(Feedback.SKIP, 44_296)
                .containsEntry(Feedback.NEUTRAL, 48_118);
    }

    @Test
    void plantedWorldSplitsAsPlanted() throws IOException {
        assertThat(count(SHARED.resolve("golden/world/events.csv.gz")))
                .containsEntry(Feedback.EFFECTIVE_VIEW, 31_407)
                .containsEntry(Feedback.SKIP, 77_869)
                .containsEntry(Feedback.NEUTRAL, 10_724);
    }

    /** Both logs end in watch time and duration. */
    private static Map<Feedback, Integer> count(Path log) throws IOException {
        assumeThat(Files.exists(log)).as("%s is absent: nothing to count", log).isTrue();
        PlayLabeler labeler = new PlayLabeler(FeedbackSettings.defaults());
        Map<Feedback, Integer> counts = new EnumMap<>(Feedback.class);
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(log)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",");
                long watch = Long.parseLong(cells[3]);
                long duration = Long.parseLong(cells[4]);
                PlayEvent play = PlayEvent.video("e", "u", "i", 0, watch, duration);
                counts.merge(labeler.label(play), 1, Integer::sum);
            }
        }
        return counts;
    }
}
