package io.sinestream.job.check;

import io.sinestream.job.count.ExactCounts;
import io.sinestream.job.kafka.RawPlay;
import io.sinestream.schema.MalformedRecordException;
import io.sinestream.schema.PlayEvent;
import io.sinestream.schema.PlayEventCodec;
import io.sinestream.schema.RejectReason;
import io.sinestream.schema.RejectedPlay;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Decodes and checks each record: usable events go on, the others aside with their bytes and a reason. A record without a
 * value is its key's request to be forgotten.
 */
public final class ReadPlaysFunction extends ProcessFunction<RawPlay, ReadPlay> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final CheckSettings settings;
    private final OutputTag<RejectedPlay> rejectedTag;

    private transient PlayEventCodec codec;
    private transient PlayEventCheck check;
    private transient ExactCounts<ReadCount> counts;

    /** Filled by {@link #initializeState} and {@link #open} on the task. */
    @SuppressWarnings("NullAway.Init")
    public ReadPlaysFunction(CheckSettings settings, OutputTag<RejectedPlay> rejectedTag) {
        this.settings = settings;
        this.rejectedTag = rejectedTag;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new ExactCounts<>(ReadCount.class, context.getOperatorStateStore());
    }

    @Override
    @SuppressWarnings("NullAway") // Flink calls initializeState first.
    public void open(OpenContext context) {
        counts.show(getRuntimeContext());
        getRuntimeContext().addAccumulator("resumed.events", new LongCounter(counts.of(ReadCount.READ)));
        codec = new PlayEventCodec();
        check = new PlayEventCheck(settings);
    }

    @Override
    public void processElement(RawPlay raw, Context context, Collector<ReadPlay> out) {
        counts.add(ReadCount.READ, 1);
        long now = context.timerService().currentProcessingTime();
        try {
            byte[] value = raw.value();
            if (value == null) {
                out.collect(ReadPlay.forget(userToForget(raw), now));
                counts.add(ReadCount.FORGET_REQUESTS, 1);
                return;
            }
            refuse(check.ofBytes(value.length));
            PlayEvent play = codec.decode(value, () -> raw.partition() + "-" + raw.offset());
            refuse(check.of(play, now));
            out.collect(raw.isHistory() ? ReadPlay.history(play, now) : new ReadPlay(play, now));
        } catch (MalformedRecordException e) {
            reject(raw, e, context);
        }
    }

    private String userToForget(RawPlay raw) throws MalformedRecordException {
        byte[] key = raw.key();
        if (key == null) {
            throw new MalformedRecordException(RejectReason.EMPTY, "record without a key and without a value");
        }
        String user = new String(key, StandardCharsets.UTF_8);
        refuse(check.ofUser(user));
        return user;
    }

    private static void refuse(@Nullable Refusal refusal) throws MalformedRecordException {
        if (refusal != null) {
            throw new MalformedRecordException(refusal.reason(), refusal.detail());
        }
    }

    @SuppressWarnings("NullAway") // It does not see that an array component of a record may be null.
    private void reject(RawPlay raw, MalformedRecordException why, Context context) {
        counts.add(ReadCount.REJECTED, 1);
        counts.add(ReadCount.of(why.reason()), 1);
        String detail = String.valueOf(why.getMessage());
        context.output(
                rejectedTag,
                new RejectedPlay(
                        raw.key(),
                        raw.value(),
                        raw.headers(),
                        why.reason(),
                        detail,
                        raw.topic(),
                        raw.partition(),
                        raw.offset()));
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }
}
