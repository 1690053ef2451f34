package io.sinestream.job.sequence;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.TupleTypeInfo;

/**
 * What the label rule has learned, checkpointed. A subtask goes on with its own; after rescaling every subtask goes on with
 * what all knew together.
 */
final class LabelState {
    private static final ListStateDescriptor<Tuple3<Integer, Integer, byte[]>> STATE = new ListStateDescriptor<>(
            "label-statistics", new TupleTypeInfo<>(Types.INT, Types.INT, Types.PRIMITIVE_ARRAY(Types.BYTE)));

    private final ListState<Tuple3<Integer, Integer, byte[]>> state;
    private final int subtask;
    private final int parallelism;

    LabelState(OperatorStateStore store, TaskInfo task) throws Exception {
        state = store.getUnionListState(STATE);
        subtask = task.getIndexOfThisSubtask();
        parallelism = task.getNumberOfParallelSubtasks();
    }

    List<byte[]> restored() throws Exception {
        List<byte[]> all = new ArrayList<>();
        for (Tuple3<Integer, Integer, byte[]> piece : state.get()) {
            if (piece.f1 == parallelism && piece.f0 == subtask) {
                return List.of(piece.f2);
            }
            all.add(piece.f2);
        }
        return all;
    }

    void snapshot(byte[] bytes) throws Exception {
        state.clear();
        state.add(Tuple3.of(subtask, parallelism, bytes));
    }
}
