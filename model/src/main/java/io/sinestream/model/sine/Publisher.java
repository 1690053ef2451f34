package io.sinestream.model.sine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.sinestream.model.TrainingExample;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands on what readers get: the vectors of users who viewed, items whose vector has drifted from the one published, the
 * items that are gone, the head. Vectors are withheld while the guard has paused publishing, and where they are not finite;
 * items then stay due, users get theirs at their next view. Axis legend: B views, K sub-interests, D width.
 */
final class Publisher {
    private final LearnedModel model;
    private final BatchAssembler assembler;
    private final LearnerCounts counts;
    private final PublishingGuard guard;
    private final PublishedItems published;
    private final GoldenSample golden = new GoldenSample();

    Publisher(LearnedModel model, BatchAssembler assembler, LearnerCounts counts, PublishingGuard guard, double drift) {
        this.model = model;
        this.assembler = assembler;
        this.counts = counts;
        this.guard = guard;
        this.published = new PublishedItems(drift);
    }

    /** The users of the views that were not emitted yet, each once, over the window with their newest view. */
    void users(PendingBatch pending, LearnerOutput out) {
        Map<String, TrainingExample> newest = new LinkedHashMap<>();
        for (PendingBatch.View view : pending.views()) {
            if (!view.emitted) {
                view.emitted = true;
                newest.put(view.example.user(), view.example);
            }
        }
        if (guard.isPaused()) {
            counts.add(LearnerCount.VECTORS_WITHHELD, newest.size());
        } else if (!newest.isEmpty()) {
            users(newest.values(), out);
        }
    }

    private void users(Collection<TrainingExample> views, LearnerOutput out) {
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
            user(
                    new UserVectors(
                            view,
                            Math.min(model.settings().window(), view.history().length + 1),
                            Arrays.copyOfRange(vectors, b * size, (b + 1) * size),
                            Arrays.copyOfRange(relevance, b * k, (b + 1) * k),
                            counts.steps()),
                    out);
            b++;
        }
    }

    private void user(UserVectors user, LearnerOutput out) {
        if (!isFinite(user.vectors()) || !isFinite(user.relevance())) {
            counts.add(LearnerCount.VECTORS_WITHHELD);
            return;
        }
        golden.user(user);
        counts.add(LearnerCount.VECTORS_PUBLISHED);
        out.user(user);
    }

    /** Those of a step's items that have drifted. */
    void items(BatchRows touched, LearnerOutput out) {
        for (int number = 1; number <= touched.size(); number++) {
            int row = touched.row(number);
            if (maySend(row) && published.isDue(row, model.items().vector(row))) {
                item(row, out);
            }
        }
    }

    /** Every item that readers do not have as it is. */
    void allItems(LearnerOutput out) {
        for (int row = 0; row < model.items().allocated(); row++) {
            if (maySend(row) && !published.isCurrent(row, model.items().vector(row))) {
                item(row, out);
            }
        }
    }

    private boolean maySend(int row) {
        return !guard.isPaused() && model.items().isItem(row);
    }

    private void item(int row, LearnerOutput out) {
        KnownItem known = model.items().at(row);
        float[] vector = model.items().vector(row);
        float relevance = model.itemRelevance(vector);
        if (!isFinite(vector) || !Float.isFinite(relevance)) {
            return;
        }
        ItemVector item = new ItemVector(
                known.id(), vector, model.itemRelevance(vector), known.sightings, known.lastSeenMillis, counts.steps());
        published.published(row, vector);
        golden.item(item);
        counts.add(LearnerCount.ITEMS_PUBLISHED);
        out.item(item);
    }

    /** A user who is to be forgotten, paused or not. */
    void gone(String user, LearnerOutput out) {
        golden.forget(user);
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

    /** What a reader needs besides users and items, as it is now. */
    ModelHead head(String lineage) {
        SineSettings settings = model.settings();
        return new ModelHead(
                counts.steps(),
                lineage,
                settings,
                model.items().size(),
                model.dense().tensors(),
                golden.triples(settings.fusion()));
    }
}
