package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What two replays of one log must agree in. */
final class SameEnd {
    private static final List<String> COUNTS = List.of(
            "events.read",
            "events.rejected",
            "events.effectiveView",
            "events.skip",
            "events.neutral",
            "events.duplicate",
            "events.late",
            "events.superseded",
            "examples.trained",
            "model.steps",
            "model.droppedSteps",
            "model.items",
            "users.inState");

    private SameEnd() {}

    /** The command's arguments. */
    static List<String> replay(Path log, String... more) {
        List<String> arguments = new ArrayList<>(List.of("replay", "--format", "generic", log.toString()));
        arguments.addAll(List.of(more));
        return arguments;
    }

    static void sameCounts(Report one, Report other) {
        for (String name : COUNTS) {
            assertThat(one.count(name)).as(name).isEqualTo(other.count(name));
        }
    }

    /** Also test-then-train quality: its accumulators are state as the weights are. */
    static void sameModel(Report one, Report other) {
        assertThat(one.text("model.digest")).isEqualTo(other.text("model.digest"));
        // Two runs that both started from nothing publish vectors that nobody may mix, although they are the same.
        assertThat(one.text("model.lineage")).isNotEqualTo(other.text("model.lineage"));
        for (String name : List.of("quality.instances", "quality.auc", "quality.aucSecondHalf", "quality.ndcg")) {
            assertThat(one.number(name)).as(name).isEqualTo(other.number(name));
        }
    }
}
