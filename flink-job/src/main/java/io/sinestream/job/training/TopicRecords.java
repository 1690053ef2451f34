package io.sinestream.job.training;

import io.sinestream.job.types.Update;
import io.sinestream.model.sine.ItemVector;
import io.sinestream.model.sine.ModelHead;
import io.sinestream.model.sine.UserVectors;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what the learner hands on into the records of the output topics, which add epoch and lineage. */
final class TopicRecords {
    private final long epoch;
    private final String lineage;
    private final String profile;
    private final int width;

    TopicRecords(long epoch, String lineage, String profile, int width) {
        this.epoch = epoch;
        this.lineage = lineage;
        this.profile = profile;
        this.width = width;
    }

    Update<UserSubInterests> user(UserVectors user) {
        UserSubInterests value = new UserSubInterests(
                user.view().user(),
                Math.abs(user.view().sequenceNumber()),
                epoch,
                user.modelVersion(),
                lineage,
                profile,
                user.view().labelRule(),
                user.view().eventTimeMillis(),
                user.view().readMillis(),
                user.historyLength(),
                -1,
                false,
                user.relevance().length,
                width,
                user.vectors(),
                user.relevance());
        return new Update<>(value.user(), epoch, value.modelVersion(), value);
    }

    Update<ItemEmbedding> item(ItemVector item) {
        ItemEmbedding value = new ItemEmbedding(
                item.id(),
                epoch,
                item.modelVersion(),
                lineage,
                item.lastSeenMillis(),
                item.sightings(),
                item.vector(),
                item.relevance());
        return new Update<>(value.item(), epoch, value.modelVersion(), value);
    }

    /** Of an item or a user that is no longer known. */
    <T> Update<T> tombstone(String key, long modelVersion) {
        return Update.tombstone(key, epoch, modelVersion);
    }

    SineModel model(ModelHead head) {
        Map<String, SineModel.Tensor> tensors = new LinkedHashMap<>();
        for (ModelHead.Tensor tensor : head.tensors()) {
            tensors.put(tensor.name(), new SineModel.Tensor(tensor.shape(), tensor.data()));
        }
        List<SineModel.GoldenTriple> golden =
                head.golden().stream().map(TopicRecords::triple).toList();
        return new SineModel(
                epoch,
                head.modelVersion(),
                lineage,
                profile,
                head.settings().switches(),
                head.settings().fusion().name(),
                head.settings().interests(),
                width,
                head.items(),
                tensors,
                golden);
    }

    private static SineModel.GoldenTriple triple(ModelHead.Triple triple) {
        return new SineModel.GoldenTriple(
                triple.user().vectors(),
                triple.user().relevance(),
                triple.item().vector(),
                triple.item().relevance(),
                (float) triple.score());
    }
}
