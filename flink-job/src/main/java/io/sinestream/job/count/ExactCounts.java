package io.sinestream.job.count;

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
public final class ExactCounts<E extends Enum<E> & Countable> {
    private static final ListStateDescriptor<Map<String, Long>> STATE =
            new ListStateDescriptor<>("event-counts", Types.MAP(Types.STRING, Types.LONG));

    private final Map<E, LongCounter> counters;
    private final ListState<Map<String, Long>> state;

    /** Restores what was counted before. */
    public ExactCounts(Class<E> counted, OperatorStateStore store) throws Exception {
        state = store.getListState(STATE);
        Map<String, Long> restored = new HashMap<>();
        for (Map<String, Long> share : state.get()) {
            share.forEach((name, n) -> restored.merge(name, n, Long::sum));
        }
        counters = new EnumMap<>(counted);
        for (E count : counted.getEnumConstants()) {
            counters.put(count, new LongCounter(restored.getOrDefault(count.reportName(), 0L)));
        }
    }

    /** Registers gauges and accumulators. */
    public void show(RuntimeContext context) {
        MetricGroup operator = context.getMetricGroup();
        counters.forEach((count, counter) -> {
            context.addAccumulator(count.reportName(), counter);
            operator.addGroup(count.group()).gauge(count.shortName(), counter::getLocalValuePrimitive);
        });
    }

    public void add(E count, long n) {
        Objects.requireNonNull(counters.get(count)).add(n);
    }

    /** This subtask's share. */
    public long of(E count) {
        return Objects.requireNonNull(counters.get(count)).getLocalValuePrimitive();
    }

    /** Writes the counts into the state; to be called at each checkpoint. */
    public void snapshot() throws Exception {
        Map<String, Long> share = new HashMap<>();
        counters.forEach((count, counter) -> share.put(count.reportName(), counter.getLocalValuePrimitive()));
        state.clear();
        state.add(share);
    }
}
