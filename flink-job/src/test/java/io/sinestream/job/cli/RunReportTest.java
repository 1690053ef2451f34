package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sinestream.job.embedded.RunningJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
    @TempDir
    Path folder;

    @Test
    void countsFiguresAndWhatIsUnknown() throws IOException {
        Map<String, Object> accumulators = new TreeMap<>();
        accumulators.put("events.read", 129_918L);
        accumulators.put(
                "learner.summary",
                new TreeMap<>(Map.of(
                        "model.digest", "12345",
                        "model.steps", "963",
                        "quality.auc", "0.7028526975538835",
                        "quality.gauc", "NaN",
                        "quality.ndcg", "1.0E-4")));
        JsonNode report = written(new RunReport(progress(accumulators)).with("resumed.fromCheckpoint", true));

        assertThat(report.get("events.read").asLong()).isEqualTo(129_918);
        assertThat(report.get("events.rejected").asLong()).isZero();
        assertThat(report.get("model.digest").isTextual()).isTrue();
        assertThat(report.get("model.steps").isIntegralNumber()).isTrue();
        assertThat(report.get("quality.auc").asDouble()).isEqualTo(0.7028526975538835);
        assertThat(report.get("quality.ndcg").asDouble()).isEqualTo(1e-4);
        assertThat(report.get("quality.gauc").isNull()).isTrue();
        assertThat(report.get("quality.randomNdcg").isNull()).isTrue();
        assertThat(report.get("resumed.fromCheckpoint").asBoolean()).isTrue();
    }

    @Test
    void everyPromisedFieldIsThereEvenWhenNothingHappened() throws IOException {
        JsonNode report = written(new RunReport(progress(Map.of())));

        assertThat(report.fieldNames())
                .toIterable()
                .contains(
                        "events.read",
                        "events.rejected",
                        "events.effectiveView",
                        "events.skip",
                        "events.neutral",
                        "examples.trained",
                        "vectors.published",
                        "model.steps",
                        "model.digest",
                        "quality.auc",
                        "quality.aucSecondHalf",
                        "quality.gauc",
                        "quality.ndcg",
                        "quality.randomNdcg",
                        "quality.instances");
    }

    private JsonNode written(RunReport report) throws IOException {
        Path file = folder.resolve("r.json");
        report.write(file);
        assertThat(folder.toFile().list()).containsExactly("r.json");
        return new ObjectMapper().readTree(file.toFile());
    }

    private static Progress progress(Map<String, Object> accumulators) {
        return new Progress(new RunningJob.Snapshot(JobStatus.RUNNING, true, accumulators, null));
    }
}
