package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.count.ExactCounts;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.job.types.ReadPlayTypeInfo;
import io.sinestream.model.TrainingExample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Labels the plays of each user and emits a training example for every effective view. Keyed by user. Event-time timers end
 * waits, have {@linkplain AbsentUsers absent users} encoded again, and clean up after users who left and send word to forget
 * them; {@link PlayTime} moves them on where watermarks are wanted.
 */
final class UserSequenceFunction extends KeyedProcessFunction<String, ReadPlay, TrainingExample>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final FeedbackSettings feedbackSettings;
    private final SequenceSettings sequenceSettings;
    private final boolean waits;

    private transient PlayLabeler labeler;
    private transient LabelState labelState;
    private transient WaitingPlays waitingPlays;
    private transient AbsentUsers absent;
    private transient ExactCounts<Count> counts;
    private transient Consumer<String> turnTo;
    private transient int room;
    private transient LongSupplier clock;
    private transient HeldSequences sequences;
    private transient ValueState<List<ReadPlay>> waiting;

    /** The transient fields are filled by {@link #initializeState}, on the task. */
    @SuppressWarnings("NullAway.Init")
    UserSequenceFunction(FeedbackSettings feedbackSettings, SequenceSettings sequenceSettings) {
        this.feedbackSettings = feedbackSettings;
        this.sequenceSettings = sequenceSettings;
        this.waits = !sequenceSettings.waitTime().isZero();
    }

    /**
     * To be called first.
     *
     * @param turn how keyed state is turned to a user
     * @param users how many may be held in memory
     * @param millis the clock of the machine
     */
    void inside(Consumer<String> turn, int users, LongSupplier millis) {
        turnTo = turn;
        room = users;
        clock = millis;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new ExactCounts<>(Count.class, context.getOperatorStateStore());
        counts.show(getRuntimeContext());
        labeler = new PlayLabeler(feedbackSettings);
        labelState = new LabelState(
                context.getOperatorStateStore(), getRuntimeContext().getTaskInfo());
        labeler.restore(labelState.restored());
        waitingPlays = new WaitingPlays(sequenceSettings, counts::add);
        absent = new AbsentUsers(sequenceSettings.refreshMaxAge(), sequenceSettings.refreshRate());
        KeyedStateStore store = context.getKeyedStateStore();
        sequences = new HeldSequences(
                bytes(store, "recent"),
                bytes(store, "older"),
                turnTo,
                () -> new UserSequence(sequenceSettings, labeler::ruleId, counts::add),
                room,
                clock);
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
        HeldSequences.Held user = sequences.of(read.user());
        if (!user.sequence().admit(read.play())) {
            return;
        }
        if (read.isHistory()) {
            collect(user.sequence().fill(read, user), out);
        } else if (waits) {
            waitForEarlierOnes(read, user, context.timerService(), out);
        } else {
            accept(read, user, out);
        }
        setCleanUp(
                user.sequence(),
                context.timerService(),
                user.sequence().newestMillis(read.play().eventTimeMillis()));
        sequences.changed(user);
    }

    private void accept(ReadPlay read, HeldSequences.Held user, Collector<TrainingExample> out) {
        TrainingExample example = user.sequence().accept(read, labeler.label(read.play()), user);
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

    private void waitForEarlierOnes(
            ReadPlay read, HeldSequences.Held user, TimerService timers, Collector<TrainingExample> out)
            throws IOException {
        List<ReadPlay> queue = queue();
        waitingPlays.add(queue, read);
        timers.registerEventTimeTimer(waitingPlays.endOfWait(read));
        long newest = queue.get(queue.size() - 1).play().eventTimeMillis();
        waiting.update(queue);
        release(queue, user.sequence().newestMillis(newest), user, out);
    }

    private void release(List<ReadPlay> queue, long nowMillis, HeldSequences.Held user, Collector<TrainingExample> out)
            throws IOException {
        List<ReadPlay> released = waitingPlays.release(queue, nowMillis);
        for (ReadPlay read : released) {
            accept(read, user, out);
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
        HeldSequences.Held user = sequences.find(context.getCurrentKey());
        if (user == null) {
            return;
        }
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            encodeAgain(context.getCurrentKey(), user, timestamp, context.timerService(), out);
            return;
        }
        UserSequence sequence = user.sequence();
        List<ReadPlay> queue = queue();
        release(queue, timestamp, user, out);
        if (timestamp == sequence.cleanUpMillis()) {
            sequence.setCleanUpMillis(UserSequence.NO_CLEAN_UP);
            boolean isEndOfInput = context.timerService().currentWatermark() == Long.MAX_VALUE;
            if (isEndOfInput) {
                // That nothing more comes does not mean that time has passed: a run resumed from here goes on.
                sequences.changed(user);
                return;
            }
            if (timestamp >= sequence.expiryMillis() && queue.isEmpty()) {
                forget(context.getCurrentKey(), context.timerService().currentProcessingTime(), out);
                return;
            }
            if (absent.isDue(sequence, timestamp)) {
                takeSlot(context.timerService());
            }
        }
        setCleanUp(sequence, context.timerService(), timestamp);
        sequences.changed(user);
    }

    /** One timer per user; it moves on when it finds the user still here. One for later than wanted is left to come. */
    private void setCleanUp(UserSequence sequence, TimerService timers, long timeMillis) {
        if (sequence.isEmpty()) {
            return;
        }
        long next = absent.nextLook(sequence, timeMillis);
        if (sequence.cleanUpMillis() == UserSequence.NO_CLEAN_UP || next < sequence.cleanUpMillis()) {
            sequence.setCleanUpMillis(next);
            timers.registerEventTimeTimer(next);
        }
    }

    private void takeSlot(TimerService timers) {
        timers.registerProcessingTimeTimer(absent.slot(timers.currentProcessingTime()));
    }

    /** At the slot of a user who was absent when it was given. After a restore nobody knows yet how late it is. */
    private void encodeAgain(
            String name, HeldSequences.Held user, long slot, TimerService timers, Collector<TrainingExample> out) {
        long now = timers.currentProcessingTime();
        long time = timers.currentWatermark();
        if (time == Long.MIN_VALUE || absent.hasMissed(slot, now)) {
            takeSlot(timers);
        } else if (absent.isDue(user.sequence(), time)) {
            counts.add(Count.REFRESHED, 1);
            collect(user.sequence().again(name, now, user), out);
        }
    }

    /** Readers are told even of a user without state: their vectors may be older than it. */
    private void forget(String user, long nowMillis, Collector<TrainingExample> out) throws IOException {
        if (sequences.find(user) != null) {
            clean(user);
        }
        out.collect(TrainingExample.forget(user, nowMillis));
    }

    private void clean(String user) {
        sequences.clear(user);
        waiting.clear();
        counts.add(Count.USER, -1);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        sequences.flush();
        counts.snapshot();
        labelState.snapshot(labeler.toBytes());
    }
}
