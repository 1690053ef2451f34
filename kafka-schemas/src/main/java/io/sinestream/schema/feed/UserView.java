package io.sinestream.schema.feed;

import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;
import java.util.Optional;

/**
 * A user as of a moment, with what it takes to score.
 *
 * @param generation of the tables that the vectors fit
 * @param items that there are
 */
record UserView(UserSubInterests user, SineModel model, Fusion fusion, int generation, VectorTable items) {
    /** By what the model's record says of such items; empty when it says nothing. */
    Optional<Float> scoreOfUnknownItem() {
        SineModel.Tensor vector = model.tensors().get(SineModel.COLD_ITEM);
        SineModel.Tensor relevance = model.tensors().get(SineModel.COLD_RELEVANCE);
        if (vector == null || relevance == null || vector.data().length != user.width()) {
            return Optional.empty();
        }
        return Optional.of(fusion.scorer(user).score(vector.data(), 0, relevance.data()[0]));
    }
}
