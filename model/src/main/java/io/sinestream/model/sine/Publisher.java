package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.sinestream.model.TrainingExample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands on what readers get: the vectors of users who viewed, items that have drifted from what is published of them or
 * have not been published for long, the items that are gone, the head. Each step looks at the items it trained and at some
 * of the others, so that every item is looked at within {@link PublishingSettings#headInterval} steps, later where there are
 * so many items that a step would cost more for it: c_i moves with W, trained or not. Vectors are withheld while the guard has paused publishing, and where they are not finite;
 * items then stay due, users get theirs at their next view. Axis legend: B views, K sub-interests, D width.
 */
final class Publisher {
    /** Untrained items looked at in a step, at least. */
    private static final int LEAST_LOOKS = 64;
    /** And at most, so that what a view costs does not grow with the vocabulary. */
    private static final int MOST_LOOKS = 512;
    /** Most of them sent in a step, so that a start with many items, all unpublished, does not hold up learning. */
    private static final int MOST_SENT = 128;

    private final LearnedModel model;
    private final BatchAssembler assembler;
    private final LearnerCounts counts;
    private final PublishingGuard guard;
    private final PublishingSettings settings;
    private final PublishedItems published;
    private final OwedUsers owed;
    private final PublishedScores scores;
    private final SkipReaction reaction;
    private final GoldenSample golden = new GoldenSample();
    private final PublishedHead head = new PublishedHead();
    private boolean lacksTriples;
    /** The row that the next step's look at untrained items begins with. */
    private int nextRow;
    /** (D) The vector that is looked at. */
    private final float[] look;

    private final Map<String, TrainingExample> due = new LinkedHashMap<>();

    Publisher(
            LearnedModel model,
            BatchAssembler assembler,
            LearnerCounts counts,
            PublishingGuard guard,
            PublishingSettings settings,
            double skipReaction) {
        this.model = model;
        this.assembler = assembler;
        this.counts = counts;
        this.guard = guard;
        this.settings = settings;
        this.published = new PublishedItems(
                model.settings().dimension(),
                settings.drift(),
                settings.itemMaxAge().toMillis());
        this.look = new float[model.settings().dimension()];
        this.owed = new OwedUsers(settings.userInterval().toMillis());
        this.scores = new PublishedScores(model.settings().fusion(), settings.drift());
        this.reaction = new SkipReaction(model, skipReaction);
    }

    /** Takes the users of the views that were not emitted yet: due, each once, over the window with their newest view. */
    void collect(PendingBatch pending) {
        for (PendingBatch.View view : pending.views()) {
            if (!view.emitted) {
                view.emitted = true;
                due.put(view.example.user(), view.example);
            }
        }
    }

    /** Users whose vectors are due. */
    int usersDue() {
        return due.size();
    }

    /** Hands on the vectors that are due. */
    void users(LearnerOutput out) {
        if (guard.isPaused()) {
            counts.add(LearnerCount.VECTORS_WITHHELD, due.size());
        } else if (!due.isEmpty()) {
            users(owed.due(due.values()), out);
        }
        due.clear();
    }

    /** Whether users have viewed whose vectors wait for their interval to end. */
    boolean owes() {
        return !owed.isEmpty();
    }

    /** The users who wait for their interval to end, at once. */
    void owedUsers(LearnerOutput out) {
        List<TrainingExample> views = owed.takeAll();
        if (guard.isPaused()) {
            counts.add(LearnerCount.VECTORS_WITHHELD, views.size());
        } else {
            users(views, out);
        }
    }

    private void users(Collection<TrainingExample> views, LearnerOutput out) {
        if (views.isEmpty()) {
            return;
        }
        int k = model.settings().interests();
        int size = k * model.settings().dimension();
        float[] vectors;
        float[] relevance;
        try (NDManager call = model.newManager()) {
            BatchRows rows = new BatchRows(model.items());
            Encoded encoded = model.encode(call, assembler.windows(views, rows), rows);
            vectors = LearnedModel.floats(encoded.interests());
            NDArray shares = encoded.relevance();
            relevance = shares == null ? new float[views.size() * k] : LearnedModel.floats(shares);
        }
        int b = 0;
        for (TrainingExample view : views) {
            int length = Math.min(model.settings().window(), view.history().length + 1);
            UserVectors user = new UserVectors(
                    view,
                    length,
                    Arrays.copyOfRange(vectors, b * size, (b + 1) * size),
                    Arrays.copyOfRange(relevance, b * k, (b + 1) * k),
                    counts.steps());
            if (user(view.tellsSkips() && !view.asksAgain() ? reaction.of(user) : user, out)) {
                scores.published(user); // A reaction is meant, and no error of what is published.
            }
            b++;
        }
    }

    private boolean user(UserVectors user, LearnerOutput out) {
        if (!isFinite(user.vectors()) || !isFinite(user.relevance())) {
            counts.add(LearnerCount.VECTORS_WITHHELD);
            return false;
        }
        golden.user(user);
        counts.add(LearnerCount.VECTORS_PUBLISHED);
        out.user(user);
        return true;
    }

    /** The items that are due: among those of a step, and among some of the others. */
    void items(BatchRows touched, long nowMillis, LearnerOutput out) {
        for (int number = 1; number <= touched.size(); number++) {
            fetch(touched.row(number));
        }
        for (int number = 1; number <= touched.size(); number++) {
            itemIfDue(touched.row(number), nowMillis, out);
        }
        int rows = model.items().allocated();
        int wanted = Math.max(LEAST_LOOKS, rows / settings.headInterval() + 1);
        int looks = Math.min(rows, Math.min(wanted, MOST_LOOKS));
        for (int sent = 0; looks > 0 && sent < MOST_SENT; looks--) {
            nextRow = nextRow + 1 < rows ? nextRow + 1 : 0;
            sent += itemIfDue(nextRow, nowMillis, out) ? 1 : 0;
        }
    }

    /** Brings what a look at the row reads near to the processor, as {@link ItemNumbers#fetch} does. */
    private void fetch(int row) {
        if (maySend(row)) {
            model.items().fetchItem(row);
            published.fetch(row);
        }
    }

    private boolean itemIfDue(int row, long nowMillis, LearnerOutput out) {
        if (!maySend(row)) {
            return false;
        }
        model.items().numbers().copyVector(row, look);
        float relevance = model.itemRelevance(look);
        if (!published.isDue(row, look, relevance, nowMillis)) {
            return false;
        }
        item(row, look.clone(), relevance, nowMillis, out);
        return true;
    }

    /** Every item that readers do not have as it is. */
    void allItems(long nowMillis, LearnerOutput out) {
        for (int row = 0; row < model.items().allocated(); row++) {
            if (maySend(row)) {
                float[] vector = model.items().vector(row);
                float relevance = model.itemRelevance(vector);
                if (!published.isCurrent(row, vector, relevance)) {
                    item(row, vector, relevance, nowMillis, out);
                }
            }
        }
    }

    private boolean maySend(int row) {
        return !guard.isPaused() && model.items().isItem(row);
    }

    private void item(int row, float[] vector, float relevance, long nowMillis, LearnerOutput out) {
        if (!isFinite(vector) || !Float.isFinite(relevance)) {
            return;
        }
        KnownItem known = model.items().at(row);
        ItemVector item =
                new ItemVector(known.id(), vector, relevance, known.sightings, known.lastSeenMillis, counts.steps());
        published.published(row, vector, relevance, nowMillis);
        golden.item(item);
        counts.add(LearnerCount.ITEMS_PUBLISHED);
        out.item(item);
    }

    /** Measures what readers would have scored a view that was just tested, and the skip right before it. */
    void tested(TrainingExample view, float score, float[] skipScores, LearnerOutput out) {
        tested(view, view.target(), score, out);
        if (skipScores.length > 0) {
            tested(view, view.nearestSkip(), skipScores[skipScores.length - 1], out);
        }
    }

    private void tested(TrainingExample view, long key, float score, LearnerOutput out) {
        int row = model.items().rowOf(key);
        PublishedItems.Sent readers = row == ItemTable.ABSENT ? null : published.of(row);
        if (readers != null) {
            float[] vector = model.items().vector(row);
            scores.measure(view, score, readers, vector, model.itemRelevance(vector), out);
        }
    }

    /** A user who is to be forgotten, paused or not. */
    void gone(String user, LearnerOutput out) {
        due.remove(user);
        golden.forget(user);
        owed.forget(user);
        scores.forget(user);
        counts.add(LearnerCount.USERS_FORGOTTEN);
        out.userGone(user, counts.steps());
    }

    /** An item that is no longer known; readers may have it, even from before a restore. */
    void gone(KnownItem item, LearnerOutput out) {
        if (item.hasRow()) {
            published.forget(item.row);
            out.itemGone(item.id(), counts.steps());
        }
    }

    static boolean isFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether readers should get the head before its interval is over: the dense weights have moved far, or the last head,
     * as the first of a run, could not have golden triples and this one can.
     */
    boolean isHeadDue() {
        return head.hasMoved(model.dense(), settings.headDrift()) || (lacksTriples && golden.hasPairs());
    }

    /** What a reader needs besides users and items, as it is now. */
    ModelHead head(String lineage) {
        SineSettings settings = model.settings();
        head.published(model.dense());
        lacksTriples = !golden.hasPairs();
        return new ModelHead(
                counts.steps(), lineage, settings, model.items().size(), tensors(), golden.triples(settings.fusion()));
    }

    /** The dense weights, and what stands for an item that readers do not have. */
    private List<ModelHead.Tensor> tensors() {
        List<ModelHead.Tensor> tensors = new ArrayList<>(model.dense().tensors());
        float[] prior = model.items().prior();
        // Weights are finite, but so large a prior and W can be that their product is not.
        boolean isUsable = prior.length > 0 && Float.isFinite(model.itemRelevance(prior));
        float[] cold = isUsable ? prior : new float[model.settings().dimension()];
        tensors.add(new ModelHead.Tensor(ModelHead.COLD_ITEM, new int[] {cold.length}, cold));
        tensors.add(
                new ModelHead.Tensor(ModelHead.COLD_RELEVANCE, new int[0], new float[] {model.itemRelevance(cold)}));
        return tensors;
    }
}
