package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.types.Update;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.UserSubInterests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerOperatorTest {
    private static final List<TrainingExample> VIEWS = PlantedWorld.examples(20).subList(0, 900);

    @TempDir
    Path folder;

    /** Through RocksDB: empty, half-full and just-flushed batches; the second incarnation learns the same bits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 333, 860})
    void restoredOperatorContinuesAsIfNeverStopped(int stopAfter) throws Exception {
        OperatorRun unbroken = run(null, "unbroken.csv");
        unbroken.take(VIEWS);
        String digest = digest(unbroken.finish());

        OperatorRun first = run(null, "broken.csv");
        first.take(VIEWS.subList(0, stopAfter));
        OperatorSubtaskState state = first.snapshot();
        // What comes after the snapshot is lost with the crash.
        first.take(VIEWS.subList(stopAfter, Math.min(VIEWS.size(), stopAfter + 40)));
        first.crash();

        OperatorRun second = run(state, "broken.csv");
        second.take(VIEWS.subList(stopAfter, VIEWS.size()));
        assertThat(digest(second.finish())).isEqualTo(digest);
        assertThat(Files.readString(folder.resolve("broken.csv")))
                .isEqualTo(Files.readString(folder.resolve("unbroken.csv")));
    }

    @Test
    void everyIncarnationHasAHigherEpochAndTheSameLineage() throws Exception {
        OperatorRun first = run(null, "scores.csv");
        first.take(VIEWS);
        OperatorSubtaskState state = first.snapshot();
        first.finish();
        OperatorRun second = run(state, "scores.csv");
        second.take(VIEWS);
        second.finish();
        UserSubInterests before = first.users().get(0);
        UserSubInterests after = second.users().get(0);
        assertThat(after.epoch()).isGreaterThan(before.epoch());
        assertThat(after.lineage()).isEqualTo(before.lineage());
        assertThat(after.modelVersion()).isGreaterThan(before.modelVersion());
    }

    @Test
    void lingerEmitsWithoutWaitingForTheBatch() throws Exception {
        OperatorRun run = run(null, "scores.csv", LearnerOptions.LINGER.key(), "20 ms");
        run.take(VIEWS.subList(0, 1));
        assertThat(run.users()).isEmpty();
        run.passTime(20);
        assertThat(run.users()).hasSize(1);
        assertThat(run.heads()).as("comes with an epoch's first vectors").isEqualTo(1);
        run.finish();
    }

    /** Freed items leave RocksDB too: a restored learner has those that live, and frees the same ones later. */
    @Test
    void freedItemsLeaveStateAndTopic() throws Exception {
        long span = VIEWS.get(VIEWS.size() - 1).eventTimeMillis() - VIEWS.get(0).eventTimeMillis();
        String ttl = span / 8 + " ms";
        OperatorRun unbroken = run(null, "a.csv", LearnerOptions.ITEM_TTL.key(), ttl);
        unbroken.take(VIEWS);
        Map<String, String> expected = unbroken.finish();
        assertThat(Long.parseLong(expected.get("items.expired"))).isGreaterThan(50);

        OperatorSubtaskState state = null;
        for (int from = 0; from < 900; from += 180) {
            OperatorRun part = run(state, "b.csv", LearnerOptions.ITEM_TTL.key(), ttl);
            part.take(VIEWS.subList(from, from + 180));
            state = part.snapshot();
            part.crash();
        }
        OperatorRun last = run(state, "b.csv", LearnerOptions.ITEM_TTL.key(), ttl);
        Map<String, String> figures = last.finish();
        assertThat(figures)
                .containsEntry("model.digest", digest(expected))
                .containsEntry("model.items", expected.get("model.items"))
                .containsEntry("items.expired", expected.get("items.expired"));
        Set<String> published = new HashSet<>();
        last.itemUpdates().forEach(update -> published.add(update.key()));
        assertThat(published).hasSize(Integer.parseInt(expected.get("model.items")));
    }

    @Test
    void tombstonesComeAfterTheVectorsTheyEnd() throws Exception {
        OperatorRun run = run(null, "a.csv", LearnerOptions.ITEM_TTL.key(), "10 min");
        run.take(VIEWS);
        Map<String, String> figures = run.finish();
        Set<String> known = new HashSet<>();
        int tombstones = 0;
        long epoch = run.userUpdates().get(0).epoch();
        for (Update<ItemEmbedding> update : run.itemUpdates()) {
            assertThat(update.epoch()).isEqualTo(epoch);
            if (update.value() == null) {
                tombstones++;
                known.remove(update.key());
            } else {
                known.add(update.key());
            }
        }
        assertThat(tombstones).isEqualTo(Integer.parseInt(figures.get("items.expired")));
        assertThat(known).hasSize(Integer.parseInt(figures.get("model.items")));
    }

    @Test
    void forgottenUserGetsATombstoneBehindTheirVectors() throws Exception {
        OperatorRun run = run(null, "a.csv");
        run.take(VIEWS);
        String user = VIEWS.get(0).user();
        run.take(List.of(TrainingExample.forget(user, 0)));
        run.finish();
        List<Update<UserSubInterests>> updates = run.userUpdates().stream()
                .filter(update -> update.key().equals(user))
                .toList();
        assertThat(updates).hasSizeGreaterThan(1);
        Update<UserSubInterests> last = updates.get(updates.size() - 1);
        assertThat(last.value()).isNull();
        assertThat(last.epoch()).isEqualTo(updates.get(0).epoch());
        assertThat(last.modelVersion())
                .isGreaterThanOrEqualTo(updates.get(updates.size() - 2).modelVersion());
    }

    @Test
    void badOptionsAreNamed() {
        assertThatThrownBy(() -> LearnerOptions.settings(OperatorRun.options("learner.batch-size", "0")))
                .hasMessageContaining("learner.batch-size = 0")
                .hasMessageContaining("from 1 to 65536");
        assertThatThrownBy(() -> LearnerOptions.settings(OperatorRun.options("learner.item-ttl", "4000 d")))
                .hasMessageContaining("learner.item-ttl = PT96000H")
                .hasMessageContaining("to PT87600H");
        assertThatThrownBy(() -> LearnerOptions.settings(OperatorRun.options("learner.max-items", "1000")))
                .hasMessageContaining("learner.max-items = 1000")
                .hasMessageContaining("from 1024");
        assertThatThrownBy(() -> LearnerOptions.settings(OperatorRun.options("learner.guard-window", "100")))
                .hasMessageContaining("learner.guard-window = 100")
                .hasMessageContaining("from 2000 to 1000000");
        assertThatThrownBy(() -> ModelOptions.settings(OperatorRun.options("model.profile", "sine")))
                .hasMessageContaining("model.profile is sine")
                .hasMessageContaining("streaming");
        assertThatThrownBy(() -> ModelOptions.settings(OperatorRun.options("model.heads", "5")))
                .hasMessageContaining("heads = 5: must divide dimension 32");
    }

    private static String digest(Map<String, String> figures) {
        return figures.getOrDefault("model.digest", "none");
    }

    private OperatorRun run(@Nullable OperatorSubtaskState state, String scores, String... more) throws Exception {
        Configuration options = OperatorRun.options(more);
        options.set(LearnerOptions.DUMP_SCORES, folder.resolve(scores).toString());
        return new OperatorRun(options, state);
    }
}
