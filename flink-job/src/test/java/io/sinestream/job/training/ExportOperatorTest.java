package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.model.TrainingExample;
import io.sinestream.model.sine.ModelManifest;
import io.sinestream.model.sine.UnusableModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportOperatorTest {
    private static final List<TrainingExample> VIEWS = PlantedWorld.examples(20).subList(0, 900);

    @TempDir
    Path parent;

    /** Whatever options it was saved with; the manifest says which they were. */
    @Test
    void modelInStateIsWrittenAndANewRunStartsFromIt() throws Exception {
        String[] width = {"model.width", "16", "model.window", "20", "learner.row-optimiser", "adagrad"};
        OperatorRun run = new OperatorRun(OperatorRun.options(width), null);
        run.take(VIEWS);
        OperatorSubtaskState state = run.snapshot();
        Map<String, String> figures = run.finish();
        Path folder = parent.resolve("model");
        export(state, folder);

        ModelManifest manifest = ModelManifest.read(folder);
        assertThat(manifest.settings().dimension()).isEqualTo(16);
        assertThat(manifest.lineage()).isEqualTo(figures.get("model.lineage"));
        assertThat(manifest.items()).isEqualTo(Integer.parseInt(figures.getOrDefault("model.items", "0")));

        OperatorRun warm = new OperatorRun(
                OperatorRun.options("model.width", "16", "model.window", "20", "learner.model", folder.toString()),
                null);
        warm.take(VIEWS.subList(0, 1));
        Map<String, String> warmFigures = warm.finish();
        assertThat(warmFigures).containsEntry("model.items", Integer.toString(manifest.items()));
        assertThat(warmFigures.get("model.lineage")).isNotEqualTo(manifest.lineage());
        assertThat(warm.itemUpdates()).hasSize(manifest.items());

        assertThatThrownBy(() -> new OperatorRun(OperatorRun.options("learner.model", folder.toString()), null))
                .as("no restart can help")
                .isInstanceOf(SuppressRestartsException.class)
                .cause()
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("dimension=16")
                .hasMessageContaining("dimension=32");
    }

    /** What is restored goes on; the model it once started from may be gone. */
    @Test
    void restoredRunDoesNotLookAtTheModel() throws Exception {
        OperatorRun run = new OperatorRun(OperatorRun.options(), null);
        run.take(VIEWS);
        OperatorSubtaskState state = run.snapshot();
        run.crash();
        OperatorRun again = new OperatorRun(OperatorRun.options("learner.model", "/nowhere"), state);
        assertThat(Long.parseLong(again.finish().getOrDefault("model.steps", "0")))
                .isGreaterThan(5);
    }

    @Test
    void stateWithoutALearnerIsRefused() {
        assertThatThrownBy(() -> export(null, parent.resolve("model")))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining("has no learner");
    }

    private static void export(@Nullable OperatorSubtaskState state, Path folder) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<Long, Long, Long> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(new ExportOperator(folder), n -> n, Types.LONG);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend(false));
        harness.setup(Types.LONG.createSerializer(new SerializerConfigImpl()));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        harness.close();
    }
}
