package io.sinestream.job.embedded;

import java.io.Serial;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Stands for the job: counts what it reads, in state, and shows the count as an accumulator. */
final class CountingFunction extends ProcessFunction<String, String> implements CheckpointedFunction {
    static final String COUNT = "events.read";

    @Serial
    private static final long serialVersionUID = 1L;

    private final LongCounter counter = new LongCounter();
    private transient @Nullable ListState<Long> state;

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(COUNT, counter);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Long> counts =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("counts", Types.LONG));
        for (Long count : counts.get()) {
            counter.add(count);
        }
        state = counts;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (state != null) {
            state.clear();
            state.add(counter.getLocalValuePrimitive());
        }
    }

    @Override
    public void processElement(String value, Context context, Collector<String> out) {
        counter.add(1);
    }
}
