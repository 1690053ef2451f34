package io.sinestream.job.sequence;

import io.sinestream.job.check.ReadPlay;
import io.sinestream.job.feedback.FeedbackSettings;
import io.sinestream.job.feedback.PlayLabeler;
import io.sinestream.job.kafka.RawPlay;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.PlayEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Gives each user it is told of the state of someone who has watched for long: a full window, a recent log, remembered
 * events, a timer. What it writes is what {@link UserSequence} made of a few hundred sample users' plays, under the names of
 * {@link UserSequenceFunction}'s state.
 */
final class StagePrefill extends KeyedProcessFunction<String, RawPlay, TrainingExample> {
    private static final long serialVersionUID = 1L;
    private static final int SAMPLES = 256;

    /** Counted down by the task, in this JVM. */
    private static final List<CountDownLatch> LEFT = new ArrayList<>();

    private final SequenceSettings settings;

    private transient List<Sample> samples;
    private transient ValueState<byte[]> recent;
    private transient ValueState<byte[]> older;

    /** One user's values. */
    record Sample(byte[] recent, byte[] older, long expiryMillis) {}

    @SuppressWarnings("NullAway.Init") // open fills the others
    StagePrefill(SequenceSettings settings) {
        this.settings = settings;
    }

    /** What the next prefill counts down, once per user. */
    static CountDownLatch expect(int users) {
        CountDownLatch left = new CountDownLatch(users);
        LEFT.add(0, left);
        return left;
    }

    static String key(RawPlay raw) {
        return new String(Objects.requireNonNull(raw.key()), StandardCharsets.UTF_8);
    }

    @Override
    public void open(OpenContext context) {
        samples = samples(settings);
        recent = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("recent", BytePrimitiveArraySerializer.INSTANCE));
        older = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("older", BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(RawPlay raw, Context context, Collector<TrainingExample> out) throws Exception {
        Sample sample = samples.get((int) (raw.offset() % SAMPLES));
        recent.update(sample.recent());
        older.update(sample.older());
        context.timerService().registerEventTimeTimer(sample.expiryMillis());
        LEFT.get(0).countDown();
    }

    /** Users whose plays end at the load's start. */
    static List<Sample> samples(SequenceSettings settings) {
        PlayLabeler labeler = new PlayLabeler(FeedbackSettings.defaults());
        UserSequence sequence = new UserSequence(settings, labeler::ruleId, (count, n) -> {});
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            samples.add(sample(new StageLoad(i, 1), settings.window(), labeler, sequence));
        }
        return samples;
    }

    private static Sample sample(StageLoad load, int window, PlayLabeler labeler, UserSequence sequence) {
        KeptOlderViews older = new KeptOlderViews();
        long plays = Math.round((window + 2 * ViewWindow.FOLD_AT) / StageLoad.VIEWS);
        byte @Nullable [] recent = null;
        for (long n = plays; n > 0; n--) {
            PlayEvent play = load.next("sample", load.millis(-n));
            sequence.open(recent);
            sequence.admit(play);
            sequence.accept(new ReadPlay(play, 0), labeler.label(play), older);
            sequence.setCleanUpMillis(sequence.expiryMillis());
            recent = sequence.toBytes(new StateWriter());
        }
        return new Sample(
                Objects.requireNonNull(recent), Objects.requireNonNull(older.read()), sequence.cleanUpMillis());
    }
}
