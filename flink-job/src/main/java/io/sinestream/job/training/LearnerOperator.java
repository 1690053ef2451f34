package io.sinestream.job.training;

import io.sinestream.job.types.Update;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.ItemVector;
import io.sinestream.model.sine.LearnerOutput;
import io.sinestream.model.sine.PublishedScoreError;
import io.sinestream.model.sine.SineLearner;
import io.sinestream.model.sine.SineSettings;
import io.sinestream.model.sine.UnusableModelException;
import io.sinestream.model.sine.UserVectors;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;
import java.nio.file.Path;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the learner inside the job. It is an operator of its own and not a function because its {@linkplain
 * KeyedLearnerState keyed state} is written from outside any record, at checkpoints.
 *
 * <p>The learner is alone: parallelism 1. The stream is keyed by the target's item key only so that keyed state exists.
 *
 * <p>Epoch: {@code max(restored + 1, clock)} each time the operator opens, failovers included, so that readers prefer what
 * this incarnation publishes to what the one before it published past the checkpoint. The first epoch of a run, the one that
 * no checkpoint preceded, also makes its lineage.
 */
public final class LearnerOperator extends AbstractStreamOperator<Update<UserSubInterests>>
        implements OneInputStreamOperator<TrainingExample, Update<UserSubInterests>>, BoundedOneInput, LearnerOutput {

    /** Where its state is found. */
    public static final String UID = "sine-learner";

    private static final long serialVersionUID = 1L;
    private static final long REFRESH_MILLIS = 2_000;

    /** While it cannot keep up: so many users' vectors are computed at once, and at the latest so long after the view. */
    private static final int OVERLOADED_USERS = 512;

    private static final long OVERLOADED_LINGER_MILLIS = 250;

    private final Configuration options;
    private final OutputTag<Update<ItemEmbedding>> itemsTag;
    private final OutputTag<SineModel> modelsTag;
    private final long lingerMillis;
    private final long userIntervalMillis;

    private transient SineLearner learner;
    private transient TopicRecords records;
    private transient LearnerFigures figures;
    private transient HealthLog health;
    private transient @Nullable ScoreDump dump;
    private transient KeyedLearnerState state;
    private transient long epoch;
    private transient @Nullable ScheduledFuture<?> lingering;
    private transient @Nullable ScheduledFuture<?> owing;
    private transient @Nullable ScheduledFuture<?> refreshing;
    private transient boolean headPublished;

    /** @param options the job's, holding those of {@link ModelOptions} and {@link LearnerOptions} */
    @SuppressWarnings("NullAway.Init") // Flink opens the operator before it uses it.
    public LearnerOperator(
            Configuration options, OutputTag<Update<ItemEmbedding>> itemsTag, OutputTag<SineModel> modelsTag) {
        this.options = options;
        this.itemsTag = itemsTag;
        this.modelsTag = modelsTag;
        this.lingerMillis = LearnerOptions.linger(options).toMillis();
        this.userIntervalMillis = options.get(LearnerOptions.USER_INTERVAL).toMillis();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        SineSettings model = ModelOptions.settings(options);
        learner = new SineLearner(model, LearnerOptions.settings(options), LearnerOptions.device(options));
        state = new KeyedLearnerState(
                context,
                getKeyedStateBackend(),
                getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks());
        epoch = Math.max(state.epoch() + 1, getProcessingTimeService().getCurrentProcessingTime());
        restoreOrBegin();
        records = new TopicRecords(epoch, learner.lineage(), model.profile(), model.dimension());
        String path = options.get(LearnerOptions.DUMP_SCORES);
        dump = path == null ? null : new ScoreDump(Path.of(path), state.dumpLength());
    }

    /** What is damaged or of another model is so at the next try too: the job fails at once. */
    private void restoreOrBegin() throws Exception {
        try {
            if (!state.restore(learner)) {
                startFromModel();
                learner.begin(epoch);
            }
        } catch (IllegalStateException | UnusableModelException e) {
            throw new SuppressRestartsException(e);
        }
    }

    private void startFromModel() {
        String folder = options.get(LearnerOptions.MODEL);
        if (folder != null) {
            learner.warmStart(Path.of(folder));
            LOG.info("starting from the model in {}: {} items", folder, learner.items());
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        ProcessingTimeService time = getProcessingTimeService();
        figures = new LearnerFigures(
                getRuntimeContext(), getMetricGroup(), learner, state, time::getCurrentProcessingTime);
        figures.refresh();
        health = new HealthLog(LOG::info, LOG::warn, learner.counts(), time.getCurrentProcessingTime());
        refreshing = time.scheduleWithFixedDelay(this::refresh, REFRESH_MILLIS, REFRESH_MILLIS);
        LOG.info(
                "SINE learner is open: epoch {}, lineage {}, model version {}, {} items, on {}, {}",
                epoch,
                learner.lineage(),
                learner.counts().steps(),
                learner.items(),
                LearnerOptions.device(options),
                ModelOptions.settings(options).switches());
    }

    private void refresh(long nowMillis) {
        figures.refresh();
        health.look(figures.reading(), nowMillis);
    }

    @Override
    public void processElement(StreamRecord<TrainingExample> element) {
        long start = System.nanoTime();
        long steps = learner.counts().steps();
        learner.add(element.getValue(), this);
        if (learner.counts().steps() != steps) {
            figures.stepped(System.nanoTime() - start);
            state.saveViews(learner);
        }
        health.stepped();
        figures.viewed();
        figures.worked(start, System.nanoTime());
        if (lingerMillis > 0 && lingering == null && learner.hasWaiting()) {
            linger();
        }
        if (owing == null && learner.owesVectors()) {
            long due = getProcessingTimeService().getCurrentProcessingTime() + userIntervalMillis;
            owing = getProcessingTimeService().registerTimer(due, time -> {
                owing = null;
                learner.publishOwed(this);
            });
        }
    }

    /** What is owed to readers is not in the checkpoint. */
    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        super.prepareSnapshotPreBarrier(checkpointId);
        learner.publishOwed(this);
    }

    @Override
    public void publishedScore(PublishedScoreError error) {
        figures.compared(error);
    }

    /** Waits for more; a learner that cannot keep up waits longer, emits more users at once and each of them once. */
    private void linger() {
        boolean overloaded = figures.isOverloaded();
        learner.letUsersWait(overloaded ? OVERLOADED_USERS : 0);
        long due = getProcessingTimeService().getCurrentProcessingTime()
                + (overloaded ? Math.max(lingerMillis, OVERLOADED_LINGER_MILLIS) : lingerMillis);
        lingering = getProcessingTimeService().registerTimer(due, time -> {
            lingering = null;
            long start = System.nanoTime();
            learner.linger(this);
            figures.worked(start, System.nanoTime());
        });
    }

    @Override
    public void endInput() {
        learner.finish(this);
        figures.refreshWithDigest();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.save(learner, epoch, dump == null ? 0 : dump.flush());
        figures.refresh();
    }

    @Override
    public void close() throws Exception {
        try {
            // Any of these can be missing when opening failed half way.
            if (refreshing != null) {
                refreshing.cancel(false);
            }
            if (figures != null) {
                figures.refresh();
            }
            if (dump != null) {
                dump.close();
            }
            if (learner != null) {
                learner.close();
            }
        } finally {
            super.close();
        }
    }

    @Override
    public void tested(TrainingExample view, float targetScore, float[] skipScores, long modelVersion) {
        if (dump != null && skipScores.length > 0) {
            dump.tested(view, targetScore, skipScores, modelVersion);
        }
    }

    @Override
    public void user(UserVectors vectors) {
        if (!headPublished) {
            headDue(); // Nobody can read the first vectors of an epoch without it.
        }
        output.collect(new StreamRecord<>(records.user(vectors)));
        if (!vectors.view().asksAgain()) {
            figures.published(vectors.view().eventTimeMillis(), vectors.view().readMillis());
        }
    }

    @Override
    public void item(ItemVector vector) {
        output.collect(itemsTag, new StreamRecord<>(records.item(vector)));
    }

    @Override
    public void userGone(String user, long modelVersion) {
        output.collect(new StreamRecord<>(records.tombstone(user, modelVersion)));
    }

    @Override
    public void itemGone(String id, long modelVersion) {
        output.collect(itemsTag, new StreamRecord<>(records.tombstone(id, modelVersion)));
    }

    @Override
    public void publishing(boolean paused, String reason) {
        if (paused) {
            LOG.warn("publishing of vectors is paused, learning goes on: {}", reason);
        } else {
            LOG.info("publishing of vectors has resumed: {}", reason);
        }
        figures.refresh();
    }

    @Override
    public void headDue() {
        headPublished = true;
        output.collect(modelsTag, new StreamRecord<>(records.model(learner.head())));
        figures.refresh();
    }
}
