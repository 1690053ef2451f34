package io.sinestream.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.embedded.RunningJob;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private final LiveLine line = new LiveLine(2_000);
    private final Freshness freshness = new Freshness();

    @Test
    void tellsRateLabelsQualityAndFreshness() {
        line.of(progress(JobStatus.RUNNING, 500, "0.5", 0, null), freshness.sinceLastTime(), Duration.ofSeconds(60));
        freshness.received(0, 1_000, 1_026);

        assertThat(line.of(
                        progress(JobStatus.RUNNING, 1_500, "0.6621", 9, null),
                        freshness.sinceLastTime(),
                        Duration.ofSeconds(62)))
                .isEqualTo("01:02  1,500 events of 2,000 500/s  views 30% skips 60% neutral 10%"
                        + "  AUC 0.662 (random 0.5)  fresh p50 26 p99 26 ms");
    }

    @Test
    void saysWhyNothingMoves() {
        assertThat(line.of(
                        progress(JobStatus.RESTARTING, 0, "NaN", 0, "IOException: disk full"),
                        freshness.sinceLastTime(),
                        Duration.ofSeconds(5)))
                .startsWith("00:05  job RESTARTING: IOException: disk full  0 events of 2,000 0/s")
                .endsWith("AUC not yet");
    }

    private static Progress progress(
            JobStatus status, long events, String auc, long instances, @Nullable String failure) {
        Map<String, Object> accumulators = new TreeMap<>();
        accumulators.put("events.read", events);
        accumulators.put("events.effectiveView", 3 * events / 10);
        accumulators.put("events.skip", 6 * events / 10);
        accumulators.put("events.neutral", events / 10);
        accumulators.put(
                "learner.summary",
                new TreeMap<>(Map.of("quality.auc", auc, "quality.instances", Long.toString(instances))));
        return new Progress(new RunningJob.Snapshot(status, status == JobStatus.RUNNING, accumulators, failure));
    }
}
