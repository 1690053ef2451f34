package io.sinestream.it;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;

/** The gauges that one operator registers, as those who watch a job read them. */
final class OperatorMetrics {
    private final Map<String, Gauge<?>> gauges = new ConcurrentHashMap<>();
    private final MetricRegistry registry = TestingMetricRegistry.builder()
            .setRegisterConsumer((metric, name, group) -> {
                if (metric instanceof Gauge<?> gauge) {
                    gauges.put(group.getMetricIdentifier(name), gauge);
                }
            })
            .build();

    /** Where its task registers them. */
    TaskMetricGroup ofTask() {
        return TaskManagerMetricGroup.createTaskManagerMetricGroup(registry, "localhost", ResourceID.generate())
                .addJob(new JobID(), "job")
                .addTask(ExecutionAttemptID.randomId(), "task");
    }

    /** The gauge whose name ends so. */
    long of(String name) {
        return gauges.entrySet().stream()
                .filter(gauge -> gauge.getKey().endsWith(name))
                .map(gauge -> ((Number) Objects.requireNonNull(gauge.getValue().getValue())).longValue())
                .findAny()
                .orElseThrow(() -> new AssertionError("no gauge " + name + " among " + gauges.keySet()));
    }
}
