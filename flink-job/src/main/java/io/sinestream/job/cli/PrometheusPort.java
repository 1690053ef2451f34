package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.embedded.Ports;
import java.util.Map;
import org.apache.flink.configuration.MetricOptions;
import picocli.CommandLine.Option;

/** Where the metrics of this process can be scraped. */
final class PrometheusPort {
    private static final String REPORTER = "sinestream-prometheus";
    private static final String SETTING = "metrics.reporter." + REPORTER + ".";

    /** Names that a task gets anew at each attempt would begin a new series at each restart. */
    private static final String CHANGING = "task_attempt_id;task_attempt_num;task_id;operator_id;job_id;tm_id";

    @Option(
            names = "--prometheus-port",
            paramLabel = "N",
            description = "Serves every metric for Prometheus at http://localhost:N/metrics (default: nowhere).")
    int port;

    void check() {
        if (port < 0 || port > 65_535) {
            throw new BadUsageException("--prometheus-port is " + port + ", allowed is 1 to 65535");
        }
        if (port != 0 && !Ports.isFree(port)) {
            throw new BadUsageException("--prometheus-port " + port + " is taken: give a free one");
        }
    }

    /** Adds Flink's reporter to those that the options name. */
    void addTo(Map<String, String> options) {
        check();
        if (port == 0) {
            return;
        }
        options.merge(MetricOptions.REPORTERS_LIST.key(), REPORTER, (theirs, ours) -> theirs + "," + ours);
        options.put(SETTING + "factory.class", "org.apache.flink.metrics.prometheus.PrometheusReporterFactory");
        options.put(SETTING + "port", Integer.toString(port));
        options.putIfAbsent(SETTING + "scope.variables.excludes", CHANGING);
    }

    void tell(Screen screen) {
        if (port != 0) {
            screen.say("  metrics for Prometheus are at http://localhost:" + port + "/metrics");
        }
    }
}
