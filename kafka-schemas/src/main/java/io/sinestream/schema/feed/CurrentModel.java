package io.sinestream.schema.feed;

import io.sinestream.schema.SineModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest record of the model and what follows from it. Not safe for several threads. */
final class CurrentModel {
    private @Nullable SineModel head;
    private Fusion fusion = Fusion.SIGMOID_SHARE;
    private GoldenCheck golden = new GoldenCheck(0, 0);

    void clear() {
        head = null;
        golden = new GoldenCheck(0, 0);
    }

    boolean isNewerThan(SineModel other) {
        return head != null
                && (head.epoch() > other.epoch()
                        || (head.epoch() == other.epoch() && head.modelVersion() > other.modelVersion()));
    }

    void set(SineModel newHead, Fusion newFusion) {
        head = newHead;
        fusion = newFusion;
        golden = GoldenCheck.of(newHead, newFusion);
    }

    Optional<SineModel> head() {
        return Optional.ofNullable(head);
    }

    /** That of {@link #head()}. */
    Fusion fusion() {
        return fusion;
    }

    GoldenCheck golden() {
        return golden;
    }
}
