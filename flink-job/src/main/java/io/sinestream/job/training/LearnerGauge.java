package io.sinestream.job.training;

import java.util.List;
import java.util.function.Function;
import org.apache.flink.metrics.MetricGroup;

/**
 * A number of the learner that is shown as a gauge.
 *
 * @param groups where it stands below {@code learner}: names, or a name and a value that Prometheus shows as a label
 * @param labelled whether the groups are such a name and value
 * @param unit in a word, empty for a count or share
 * @param meaning in a sentence without its full stop
 */
record LearnerGauge(
        List<String> groups,
        boolean labelled,
        String name,
        String unit,
        String meaning,
        Function<LearnerFigures, Number> value) {

    /** The name below {@code learner}, dots between. */
    String path() {
        return groups.isEmpty() ? name : String.join(".", groups) + "." + name;
    }

    void register(MetricGroup learner, LearnerFigures figures) {
        MetricGroup group = learner;
        if (labelled) {
            group = learner.addGroup(groups.get(0), groups.get(1));
        } else {
            for (String name : groups) {
                group = group.addGroup(name);
            }
        }
        group.gauge(name, () -> value.apply(figures));
    }
}
