package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.sinestream.model.TrainingExample;
import io.sinestream.model.quality.TestThenTrainQuality;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The learner: tests, trains and emits in one pass over a stream of effective views, and owns everything learned — dense
 * weights, open vocabulary, optimiser moments, pending batch, quality totals. Axis legend: B batch, K sub-interests, D
 * width, U distinct items of a batch.
 *
 * <p>A step is taken at a full batch, cut by count in order of arrival, so the same views in the same order with the same
 * seed give the same bits. {@link #linger} tests and emits what waits without training on it: weights change at steps
 * alone, so when a view is tested makes no difference to its scores. Each view is tested with the weights as they were
 * before the step that trains it, and emitted with the newest weights over the window with the view.
 *
 * <p>Not safe for several threads: one thread owns it, engine calls included. Outputs are called on that thread.
 */
public final class SineLearner implements AutoCloseable {
    private static final int STATE_VERSION = 1;

    private final SineSettings model;
    private final LearnerSettings settings;
    private final NDManager manager;
    private final SineNetwork network;
    private final ParameterLayout layout;
    private final DenseWeights dense;
    private final Optimiser denseOptimiser;
    private final Optimiser itemOptimiser;
    private final ItemTable items;
    private final PublishedItems published;
    private final BatchAssembler assembler;
    private final GoldenSample golden = new GoldenSample();

    private PendingBatch pending = new PendingBatch();
    private TestThenTrainQuality quality = new TestThenTrainQuality();
    private LearnerCounts counts = LearnerCounts.NONE;
    private String lineage;

    /** A learner that has seen nothing: weights from the seed, no items. */
    public SineLearner(SineSettings model, LearnerSettings settings) {
        this.model = model;
        this.settings = settings;
        this.manager = Torch.start().newBaseManager();
        this.network = new SineNetwork(model, settings.precision().type(), manager);
        this.layout = network.layout();
        this.denseOptimiser = settings.denseOptimiser();
        this.itemOptimiser = settings.itemOptimiser();
        this.dense = new DenseWeights(layout, settings.precision(), denseOptimiser.stateSize(layout.size()));
        this.dense.set(layout.initialValues(settings.seed()));
        this.items = new ItemTable(
                model.dimension(),
                itemOptimiser.stateSize(model.dimension()),
                settings.precision(),
                settings.initialDeviation(),
                settings.seed());
        this.published = new PublishedItems(settings.publishDrift());
        this.assembler = new BatchAssembler(model, new NegativeSampler(items, settings.seed()));
        this.lineage = lineageOf(model, settings);
    }

    /** Initial model, profile and width in 16 hex digits: what may be mixed has the same. */
    private static String lineageOf(SineSettings model, LearnerSettings settings) {
        String text =
                model.hash() + '/' + model.dimension() + '/' + settings.seed() + '/' + settings.initialDeviation();
        byte[] hash = ModelDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    /** Takes the next view; a full batch is tested, trained and emitted before this returns. */
    public void add(TrainingExample view, LearnerOutput out) {
        items.sight(view.target(), view.targetId(), view.eventTimeMillis());
        for (int i = 0; i < view.skips().length; i++) {
            items.sight(view.skips()[i], view.skipId(i), view.eventTimeMillis());
        }
        pending.add(view);
        if (pending.training() == settings.batchSize()) {
            step(out, 1);
        }
    }

    /** Whether a view waits to be tested or emitted. */
    public boolean hasWaiting() {
        return pending.views().stream().anyMatch(view -> !view.emitted);
    }

    /** Tests and emits what waits, without a step. */
    public void linger(LearnerOutput out) {
        List<PendingBatch.View> untested =
                pending.trainingViews().stream().filter(view -> !view.tested).toList();
        if (!untested.isEmpty()) {
            try (NDManager step = manager.newSubManager()) {
                BatchRows rows = new BatchRows(items);
                SineBatch batch = assembler.test(untested, rows);
                NDArray scores = network.scores(step, dense.toArray(step), rowsArray(step, rows), batch);
                report(untested, scores, out);
            }
        }
        emit(out);
        pending.dropFinished();
    }

    /** Trains the last, partial batch, then hands on whatever readers do not have yet. For the end of the input. */
    public void finish(LearnerOutput out) {
        if (pending.training() > 0) {
            step(out, Math.sqrt((double) pending.training() / settings.batchSize()));
        } else {
            emit(out);
            pending.clear();
        }
        for (int row = 0; row < items.allocated(); row++) {
            if (items.isLive(row) && !published.isCurrent(row, items.vector(row))) {
                publish(row, out);
            }
        }
        out.headDue();
    }

    private void step(LearnerOutput out, double rate) {
        List<PendingBatch.View> views = pending.trainingViews();
        BatchRows rows = new BatchRows(items);
        try (NDManager manager = this.manager.newSubManager()) {
            SineBatch batch = assembler.training(views, rows, counts.steps() + 1);
            Step step = network.step(manager, dense.toArray(manager), rowsArray(manager, rows), batch);
            report(views, step.scores(), out);
            update(step, rows, rate, views.size());
        }
        emit(out);
        pending.clear();
        for (int number = 1; number <= rows.size(); number++) {
            int row = rows.row(number);
            if (published.isDue(row, items.vector(row))) {
                publish(row, out);
            }
        }
        if (counts.steps() % settings.headInterval() == 0) {
            out.headDue();
        }
    }

    /** Applies the gradients; a step that is not finite is dropped and counted, so weights stay finite. */
    private void update(Step step, BatchRows rows, double rate, int examples) {
        Reals denseGradient = Reals.of(settings.precision(), layout.size());
        Torch.copy(step.denseGradient(), denseGradient, 0);
        int width = model.dimension();
        Reals rowGradient = Reals.of(settings.precision(), (rows.size() + 1) * width);
        Torch.copy(step.rowGradient(), rowGradient, 0);
        double norm = Math.sqrt(squares(denseGradient) + squares(rowGradient));
        if (!Double.isFinite(step.total()) || !Double.isFinite(norm)) {
            counts = counts.dropped();
            return;
        }
        counts = counts.stepped(examples);
        scale(denseGradient, norm);
        scale(rowGradient, norm);
        dense.update(denseOptimiser.at(counts.steps(), rate), denseGradient);
        Optimiser.Update update = itemOptimiser.at(counts.steps(), rate);
        for (int number = 1; number <= rows.size(); number++) {
            items.update(rows.row(number), update, rowGradient, number * width);
        }
    }

    private static double squares(Reals gradient) {
        double squares = 0;
        for (int i = 0; i < gradient.size(); i++) {
            squares += gradient.get(i) * gradient.get(i);
        }
        return squares;
    }

    private void scale(Reals gradient, double norm) {
        double clip = settings.gradientClip();
        if (clip > 0 && norm > clip) {
            for (int i = 0; i < gradient.size(); i++) {
                gradient.set(i, gradient.get(i) * clip / norm);
            }
        }
    }

    private void report(List<PendingBatch.View> views, NDArray scores, LearnerOutput out) {
        float[] all = floats(scores);
        int columns = views.isEmpty() ? 0 : all.length / views.size();
        for (int b = 0; b < views.size(); b++) {
            PendingBatch.View view = views.get(b);
            if (!view.tested) {
                view.tested = true;
                int skips = view.example.skips().length;
                float target = all[b * columns];
                float[] skipScores = Arrays.copyOfRange(all, b * columns + 1, b * columns + 1 + skips);
                quality.add(target, skipScores);
                out.tested(view.example, target, skipScores, counts.steps());
            }
        }
    }

    private void emit(LearnerOutput out) {
        Map<String, TrainingExample> newest = new LinkedHashMap<>();
        for (PendingBatch.View view : pending.views()) {
            if (!view.emitted) {
                view.emitted = true;
                newest.put(view.example.user(), view.example);
            }
        }
        if (newest.isEmpty()) {
            return;
        }
        Collection<TrainingExample> views = newest.values();
        try (NDManager step = manager.newSubManager()) {
            BatchRows rows = new BatchRows(items);
            SineBatch batch = assembler.windows(views, rows);
            Encoded encoded = network.encode(step, dense.toArray(step), rowsArray(step, rows), batch);
            float[] vectors = floats(encoded.interests());
            int k = model.interests();
            NDArray shares = encoded.relevance();
            float[] relevance = shares == null ? new float[views.size() * k] : floats(shares);
            int size = k * model.dimension();
            int b = 0;
            for (TrainingExample view : views) {
                UserVectors user = new UserVectors(
                        view,
                        Math.min(model.window(), view.history().length + 1),
                        Arrays.copyOfRange(vectors, b * size, (b + 1) * size),
                        Arrays.copyOfRange(relevance, b * k, (b + 1) * k),
                        counts.steps());
                golden.user(user);
                out.user(user);
                b++;
            }
        }
        counts = counts.publishedUsers(views.size());
    }

    private static float[] floats(NDArray array) {
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }

    private NDArray rowsArray(NDManager step, BatchRows rows) {
        return rows.toArray(step, settings.precision(), model.dimension());
    }

    private void publish(int row, LearnerOutput out) {
        float[] vector = items.vector(row);
        ItemVector item = new ItemVector(
                items.id(row),
                vector,
                itemRelevance(vector),
                items.sightings(row),
                items.lastSeenMillis(row),
                counts.steps());
        published.published(row, vector);
        golden.item(item);
        counts = counts.publishedItem();
        out.item(item);
    }

    private float itemRelevance(float[] vector) {
        if (!layout.has("W")) {
            return 0;
        }
        int from = layout.get("W").offset() + model.dimension();
        double sum = 0;
        for (int d = 0; d < vector.length; d++) {
            sum += dense.get(from + d) * vector[d];
        }
        return (float) sum;
    }

    /** What a reader needs besides users and items, as it is now. */
    public ModelHead head() {
        return new ModelHead(
                counts.steps(), lineage, model, items.size(), dense.tensors(), golden.triples(model.fusion()));
    }

    public LearnerCounts counts() {
        return counts;
    }

    /** Test-then-train quality since the first view. */
    public TestThenTrainQuality.Figures quality() {
        return quality.figures();
    }

    /** Items in the vocabulary. */
    public int items() {
        return items.size();
    }

    /** Views that wait for the batch to fill. */
    public int pendingExamples() {
        return pending.training();
    }

    /** Which vectors may be mixed: those of the same lineage. */
    public String lineage() {
        return lineage;
    }

    /** SHA-256 over step, weights and moments: equal digests mean equal bits. */
    public String digest() {
        return ModelDigest.of(counts.steps(), dense, items, settings.precision());
    }

    /** Everything but the item rows, to be saved with each checkpoint. */
    public byte[] saveCore() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(STATE_VERSION);
            out.writeUTF(model.hash());
            out.writeUTF(lineage);
            counts.write(out);
            quality.write(out);
            pending.write(out);
            byte[] weights = dense.save();
            out.writeInt(weights.length);
            out.write(weights);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Hands over the item rows that changed since the last call. */
    public void drainRows(RowSink sink) {
        items.drainDirty(sink);
    }

    /**
     * Puts back what {@link #saveCore} gave.
     *
     * @throws IllegalStateException when it is of another model or version
     */
    public void restoreCore(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readInt();
            if (version != STATE_VERSION) {
                throw new IllegalStateException("learner state of version " + version + ", this build reads version "
                        + STATE_VERSION + ": restore with the build that wrote it");
            }
            String hash = in.readUTF();
            if (!hash.equals(model.hash())) {
                throw new IllegalStateException("learner state was written with model switches " + hash
                        + ", this job has " + model.hash() + " (" + model.switches()
                        + "): use the same model.* options or start without the old state");
            }
            lineage = in.readUTF();
            counts = LearnerCounts.read(in);
            quality = TestThenTrainQuality.read(in);
            pending = PendingBatch.read(in);
            byte[] weights = new byte[in.readInt()];
            in.readFully(weights);
            dense.restore(weights);
        } catch (IOException e) {
            throw new IllegalStateException("learner state is cut short or damaged: " + e.getMessage(), e);
        }
    }

    /** Puts back an item row that {@link #drainRows} handed over. */
    public void restoreRow(long key, byte[] row) {
        items.restore(key, row);
    }

    @Override
    public void close() {
        manager.close();
    }
}
