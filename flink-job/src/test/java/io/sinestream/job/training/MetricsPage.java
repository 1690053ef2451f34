package io.sinestream.job.training;

import io.sinestream.job.check.ReadCount;
import io.sinestream.job.count.Countable;
import io.sinestream.job.sequence.Count;
import io.sinestream.model.sine.LearnerCount;

/** {@code METRICS.md}: a table of metrics per operator. */
final class MetricsPage {
    private static final String HEAD =
            """
            # Metrics

            Every number below is a Flink metric: on the dashboard under the operator's tab *Metrics*, in its REST API
            (`/jobs/ID/vertices/ID/subtasks/metrics`) as `OPERATOR.NAME`, and in any of Flink's reporters. Counts and quality are part of the job's state: they go on after
            a restart where they were, and are exact. Other gauges begin anew. Quality is refreshed every two seconds; a figure that has nothing to stand on yet is NaN.
            The dashboard cuts names in its small cards: the arrow at the drawer's left edge makes room for them.

            **Prometheus.** `sine-stream demo`, `replay` and `run` take `--prometheus-port 9249`. On a cluster of your own put
            `flink-metrics-prometheus` into `lib/` (a distribution has it in `plugins/`) and these lines into `config.yaml`:

                metrics.reporters: prometheus
                metrics.reporter.prometheus.factory.class: org.apache.flink.metrics.prometheus.PrometheusReporterFactory
                metrics.reporter.prometheus.port: 9249-9259
                metrics.reporter.prometheus.scope.variables.excludes: task_attempt_id;task_attempt_num;task_id;operator_id

            There a name begins with `flink_taskmanager_job_task_operator_` and has `_` for each dot: `learner.window.auc` is
            `flink_taskmanager_job_task_operator_learner_window_auc`. In `learner.slice.*.…` the slice is a label, `slice`. Rules with alerts and a Grafana board are
            in [docker](../docker).

            This page is generated: `mvn -pl flink-job -am test -Dtest=MetricsPageTest -Dsurefire.failIfNoSpecifiedTests=false
            -Dmetrics.write=true` writes it again.
            """;

    private static final String TABLE = "\n| metric | unit | meaning |\n|---|---|---|\n";

    private static final String FLINK =
            """

            ## Flink's own that matter here

            | metric | of | meaning |
            |---|---|---|
            | `pendingRecords` | operator `Source: play-events` | plays in Kafka that are not read yet |
            | `numRestarts` | job | failovers since the job was submitted |
            | `lastCheckpointSize`, `lastCheckpointDuration` | job | bytes and ms of the last checkpoint, all operators |
            | `Status.JVM.GarbageCollector.All.TimeMsPerSecond` | task manager | share of time in garbage collection, in thousandths |
            | `Status.JVM.Memory.Heap.Used` | task manager | bytes |
            | `rocksdb_cur-size-all-mem-tables`, `rocksdb_block-cache-usage` | operators with keyed state | bytes RocksDB holds, with `state.backend.rocksdb.metrics.cur-size-all-mem-tables` and `….block-cache-usage` set, as the embedded runs do |

            A histogram has `_count`, `_min`, `_max`, `_mean`, `_stddev`, `_p50`, `_p75`, `_p90`, `_p95`, `_p98`, `_p99` and `_p999` in the dashboard, and a label
            `quantile` in Prometheus; it is over the last 2,000 values.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);

    private MetricsPage() {}

    static String render() {
        return new MetricsPage().rendered();
    }

    private String rendered() {
        counts("check", ReadCount.values());
        counts("user sequences", Count.values());
        page.append("\n## Operator `SINE learner`\n").append(TABLE);
        for (LearnerHistogram histogram : LearnerHistogram.values()) {
            row("learner." + histogram.shortName(), histogram.unit() + ", histogram", histogram.meaning());
        }
        for (LearnerCount count : LearnerCount.values()) {
            row("learner." + count.shortName(), "", count.meaning());
        }
        for (LearnerGauge gauge : LearnerGauges.all()) {
            row("learner." + gauge.path(), gauge.unit(), gauge.meaning());
        }
        page.append("\nWith a GPU: `learner.memory.gpuUsedBytes`, bytes in use on the first one, by whomever.\n");
        return page.append(FLINK).toString();
    }

    private void counts(String operator, Countable[] counts) {
        page.append("\n## Operator `").append(operator).append("`\n").append(TABLE);
        for (Countable count : counts) {
            row(count.reportName(), "", count.meaning());
        }
    }

    private void row(String name, String unit, String meaning) {
        page.append("| `").append(name).append("` | ").append(unit).append(" | ");
        page.append(meaning).append(" |\n");
    }
}
