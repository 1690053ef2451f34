package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.types.Update;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.feed.FeedState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who starts from nothing once more, with the same seed on the same topics, is another lineage; who restores is not. */
class LineageTest {
    private static final List<TrainingExample> VIEWS = PlantedWorld.examples(20).subList(0, 900);
    private static final long NOW = 1_700_000_000_000L;

    private final OperatorRun first = start(null, NOW);
    private final OperatorRun second = start(null, NOW + 60_000);

    LineageTest() throws Exception {}

    @Test
    void startedAnewItLearnsTheSameBitsInALineageOfItsOwn() throws Exception {
        first.take(VIEWS);
        OperatorSubtaskState state = first.snapshot();
        Map<String, String> before = first.finish();
        second.take(VIEWS);
        Map<String, String> anew = second.finish();
        assertThat(anew.get("model.digest")).isEqualTo(before.get("model.digest"));
        assertThat(anew.get("model.lineage")).isNotEqualTo(before.get("model.lineage"));

        Map<String, String> restored = start(state, NOW + 90_000).finish();
        assertThat(restored.get("model.lineage")).isEqualTo(before.get("model.lineage"));
    }

    /** Of a topic read anew the partitions come in any order: whichever lineage comes last, the newer epoch's stays. */
    @Test
    void readersKeepTheNewerOneInWhateverOrderTheyRead() throws Exception {
        first.take(VIEWS);
        first.finish();
        second.take(VIEWS.subList(0, 400));
        second.finish();
        String newer = second.users().get(0).lineage();

        for (List<OperatorRun> order : List.of(List.of(first, second), List.of(second, first))) {
            FeedState state = new FeedState(user -> true, Duration.ofHours(1));
            order.forEach(run -> items(run).forEach(state::apply));
            order.forEach(run -> run.users().forEach(state::apply));
            order.forEach(run -> run.models().forEach(state::apply));
            assertThat(state.lineage()).isEqualTo(newer);
            assertThat(state.size().users()).isEqualTo(ids(second.users()));
            assertThat(state.size().items())
                    .isEqualTo(second.itemUpdates().stream()
                            .map(Update::key)
                            .distinct()
                            .count());
            assertThat(state.model().map(SineModel::lineage)).contains(newer);
            assertThat(state.golden().passed()).isTrue();
        }
    }

    private static OperatorRun start(@Nullable OperatorSubtaskState state, long nowMillis) throws Exception {
        return new OperatorRun(OperatorRun.options(), state, nowMillis);
    }

    private static Stream<ItemEmbedding> items(OperatorRun run) {
        return run.itemUpdates().stream().map(Update::value).filter(Objects::nonNull);
    }

    private static long ids(List<UserSubInterests> users) {
        return users.stream().map(UserSubInterests::user).distinct().count();
    }
}
