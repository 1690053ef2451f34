package io.sinestream.job.sequence;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.MetricGroup;

/**
 * Counts that survive restarts: Flink's own counters begin at zero again, these are checkpointed state. They show as gauges
 * and as accumulators. Rescaled, the subtasks' shares are dealt out and still sum up to the whole.
 */
final class ExactCounts implements Tally {
    private static final ListStateDescriptor<Map<String, Long>> STATE =
            new ListStateDescriptor<>("event-counts", Types.MAP(Types.STRING, Types.LONG));

    private final Map<Count, LongCounter> counters = new EnumMap<>(Count.class);
    private final ListState<Map<String, Long>> state;

    /** Restores what was counted before. */
    ExactCounts(OperatorStateStore store) throws Exception {
        state = store.getListState(STATE);
        Map<String, Long> restored = new HashMap<>();
        for (Map<String, Long> share : state.get()) {
            share.forEach((name, n) -> restored.merge(name, n, Long::sum));
        }
        for (Count count : Count.values()) {
            counters.put(count, new LongCounter(restored.getOrDefault(count.reportName(), 0L)));
        }
    }

    void show(RuntimeContext context) {
        MetricGroup operator = context.getMetricGroup();
        counters.forEach((count, counter) -> {
            context.addAccumulator(count.reportName(), counter);
            operator.addGroup(count.group()).gauge(count.shortName(), counter::getLocalValuePrimitive);
        });
    }

    @Override
    public void add(Count count, long n) {
        counter(count).add(n);
    }

    private LongCounter counter(Count count) {
        return Objects.requireNonNull(counters.get(count));
    }

    void snapshot() throws Exception {
        Map<String, Long> share = new HashMap<>();
        counters.forEach((count, counter) -> share.put(count.reportName(), counter.getLocalValuePrimitive()));
        state.clear();
        state.add(share);
    }
}
