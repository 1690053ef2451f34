package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.count.ExactCounts;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.job.types.ReadPlayTypeInfo;
import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Labels the plays of each user and emits a training example for every effective view. Keyed by user. Event-time timers end
 * waits, and clean up after users who left and send word to forget them; {@link PlayTime} moves them on where watermarks
 * are wanted.
 */
final class UserSequenceFunction extends KeyedProcessFunction<String, ReadPlay, TrainingExample>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final FeedbackSettings feedbackSettings;
    private final SequenceSettings sequenceSettings;
    private final boolean waits;

    private transient PlayLabeler labeler;
    private transient LabelState labelState;
    private transient UserSequence sequence;
    private transient WaitingPlays waitingPlays;
    private transient ExactCounts<Count> counts;
    private transient Consumer<String> turnTo;
    private transient HeldValues recent;
    private transient OlderStore older;
    private transient ValueState<List<ReadPlay>> waiting;

    /** The transient fields are filled by {@link #initializeState}, on the task. */
    @SuppressWarnings("NullAway.Init")
    UserSequenceFunction(FeedbackSettings feedbackSettings, SequenceSettings sequenceSettings) {
        this.feedbackSettings = feedbackSettings;
        this.sequenceSettings = sequenceSettings;
        this.waits = !sequenceSettings.waitTime().isZero();
    }

    /** To be called first: how keyed state is turned to a user. */
    void turnWith(Consumer<String> turn) {
        turnTo = turn;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new ExactCounts<>(Count.class, context.getOperatorStateStore());
        counts.show(getRuntimeContext());
        labeler = new PlayLabeler(feedbackSettings);
        labelState = new LabelState(
                context.getOperatorStateStore(), getRuntimeContext().getTaskInfo());
        labeler.restore(labelState.restored());
        sequence = new UserSequence(sequenceSettings, labeler::ruleId, counts::add);
        waitingPlays = new WaitingPlays(sequenceSettings, counts::add);
        KeyedStateStore store = context.getKeyedStateStore();
        recent = new HeldValues(bytes(store, "recent"), turnTo, sequenceSettings.usersInMemory());
        older = new OlderStore(new HeldValues(bytes(store, "older"), turnTo, sequenceSettings.usersInMemory()));
        waiting = store.getState(new ValueStateDescriptor<>("waiting", Types.LIST(ReadPlayTypeInfo.INSTANCE)));
    }

    private static ValueState<byte[]> bytes(KeyedStateStore store, String name) {
        return store.getState(new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(ReadPlay read, Context context, Collector<TrainingExample> out) throws Exception {
        if (read.isForget()) {
            forget(read.user(), read.readMillis(), out);
            return;
        }
        older.user = read.user();
        sequence.open(recent.of(read.user()));
        if (!sequence.admit(read.play())) {
            return;
        }
        if (read.isHistory()) {
            collect(sequence.fill(read, older), out);
        } else if (waits) {
            waitForEarlierOnes(read, context.timerService(), out);
        } else {
            accept(read, out);
        }
        setCleanUp(context.timerService());
        recent.set(read.user(), sequence.toBytes());
    }

    private void accept(ReadPlay read, Collector<TrainingExample> out) {
        TrainingExample example = sequence.accept(read, labeler.label(read.play()), older);
        if (labeler.isOverlap(read.play())) {
            counts.add(Count.OVERLAP, 1);
        }
        labeler.observe(read.play());
        collect(example, out);
    }

    private static void collect(@Nullable TrainingExample example, Collector<TrainingExample> out) {
        if (example != null) {
            out.collect(example);
        }
    }

    private void waitForEarlierOnes(ReadPlay read, TimerService timers, Collector<TrainingExample> out)
            throws IOException {
        List<ReadPlay> queue = queue();
        waitingPlays.add(queue, read);
        timers.registerEventTimeTimer(waitingPlays.endOfWait(read));
        long newest = queue.get(queue.size() - 1).play().eventTimeMillis();
        waiting.update(queue);
        release(queue, sequence.newestMillis(newest), out);
    }

    private void release(List<ReadPlay> queue, long nowMillis, Collector<TrainingExample> out) throws IOException {
        List<ReadPlay> released = waitingPlays.release(queue, nowMillis);
        for (ReadPlay read : released) {
            accept(read, out);
        }
        if (!released.isEmpty()) {
            waiting.update(queue);
        }
    }

    private List<ReadPlay> queue() throws IOException {
        List<ReadPlay> queue = waits ? waiting.value() : null;
        return queue == null ? new ArrayList<>() : new ArrayList<>(queue);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<TrainingExample> out) throws Exception {
        String user = context.getCurrentKey();
        byte[] bytes = recent.of(user);
        if (bytes == null) {
            return;
        }
        older.user = user;
        sequence.open(bytes);
        List<ReadPlay> queue = queue();
        release(queue, timestamp, out);
        if (timestamp == sequence.cleanUpMillis()) {
            sequence.setCleanUpMillis(UserSequence.NO_CLEAN_UP);
            boolean isEndOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
            if (isEndOfInput) {
                // That nothing more comes does not mean that time has passed: a run resumed from here goes on.
                recent.set(user, sequence.toBytes());
                return;
            }
            if (timestamp >= sequence.expiryMillis() && queue.isEmpty()) {
                forget(user, context.timerService().currentProcessingTime(), out);
                return;
            }
        }
        setCleanUp(context.timerService());
        recent.set(user, sequence.toBytes());
    }

    /** One timer per user; it moves on when it finds the user still here. */
    private void setCleanUp(TimerService timers) {
        if (sequence.cleanUpMillis() == UserSequence.NO_CLEAN_UP && !sequence.isEmpty()) {
            sequence.setCleanUpMillis(sequence.expiryMillis());
            timers.registerEventTimeTimer(sequence.expiryMillis());
        }
    }

    /** Readers are told even of a user without state: their vectors may be older than it. */
    private void forget(String user, long nowMillis, Collector<TrainingExample> out) throws IOException {
        if (recent.of(user) != null) {
            clean(user);
        }
        out.collect(TrainingExample.forget(user, nowMillis));
    }

    private void clean(String user) {
        recent.clear(user);
        older.values.clear(user);
        waiting.clear();
        counts.add(Count.USER, -1);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        recent.flush();
        older.values.flush();
        counts.snapshot();
        labelState.snapshot(labeler.toBytes());
    }

    /** The older value of the user at hand. */
    private static final class OlderStore implements OlderViews.Store {
        private final HeldValues values;
        private String user = "";

        OlderStore(HeldValues values) {
            this.values = values;
        }

        @Override
        public byte @Nullable [] read() {
            try {
                return values.of(user);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(byte[] bytes) {
            try {
                values.set(user, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
