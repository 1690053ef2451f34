package io.sinestream.job.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerOperatorTest {
    private static final OutputTag<ItemEmbedding> ITEMS =
            new OutputTag<>("items", CodecTypeInfo.of(ItemEmbedding.class, ItemEmbeddingCodec::new));
    private static final OutputTag<SineModel> MODELS =
            new OutputTag<>("models", CodecTypeInfo.of(SineModel.class, SineModelCodec::new));
    private static final List<TrainingExample> VIEWS = PlantedWorld.examples(20).subList(0, 900);

    @TempDir
    Path folder;

    /** Through RocksDB: empty, half-full and just-flushed batches; the second incarnation learns the same bits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 333, 860})
    void restoredOperatorContinuesAsIfNeverStopped(int stopAfter) throws Exception {
        Run unbroken = new Run(null, "unbroken.csv");
        unbroken.take(VIEWS);
        String digest = unbroken.finish();

        Run first = new Run(null, "broken.csv");
        first.take(VIEWS.subList(0, stopAfter));
        OperatorSubtaskState state = first.snapshot();
        // What comes after the snapshot is lost with the crash.
        first.take(VIEWS.subList(stopAfter, Math.min(VIEWS.size(), stopAfter + 40)));
        first.harness.close();

        Run second = new Run(state, "broken.csv");
        second.take(VIEWS.subList(stopAfter, VIEWS.size()));
        assertThat(second.finish()).isEqualTo(digest);
        assertThat(Files.readString(folder.resolve("broken.csv")))
                .isEqualTo(Files.readString(folder.resolve("unbroken.csv")));
    }

    @Test
    void everyIncarnationHasAHigherEpochAndTheSameLineage() throws Exception {
        Run first = new Run(null, "scores.csv");
        first.take(VIEWS);
        OperatorSubtaskState state = first.snapshot();
        first.finish();
        Run second = new Run(state, "scores.csv");
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
        Run run = new Run(null, "scores.csv", LearnerOptions.LINGER.key(), "20 ms");
        run.take(VIEWS.subList(0, 1));
        assertThat(run.users()).isEmpty();
        run.harness.setProcessingTime(run.harness.getProcessingTime() + 20);
        assertThat(run.users()).hasSize(1);
        run.finish();
    }

    @Test
    void badOptionsAreNamed() {
        assertThatThrownBy(() -> LearnerOptions.settings(options("learner.batch-size", "0")))
                .hasMessageContaining("learner.batch-size = 0")
                .hasMessageContaining("from 1 to 65536");
        assertThatThrownBy(() -> ModelOptions.settings(options("model.profile", "sine")))
                .hasMessageContaining("model.profile is sine")
                .hasMessageContaining("streaming");
        assertThatThrownBy(() -> ModelOptions.settings(options("model.heads", "5")))
                .hasMessageContaining("heads is 5, must divide dimension 32");
    }

    private static Configuration options(String... keysAndValues) {
        Configuration options = new Configuration();
        options.set(LearnerOptions.LINGER, Duration.ZERO);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            options.setString(keysAndValues[i], keysAndValues[i + 1]);
        }
        return options;
    }

    /** One incarnation of the operator on RocksDB. */
    private final class Run {
        private final KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, UserSubInterests> harness;

        Run(@Nullable OperatorSubtaskState state, String scores, String... more) throws Exception {
            Configuration options = options(more);
            options.set(LearnerOptions.DUMP_SCORES, folder.resolve(scores).toString());
            harness = new KeyedOneInputStreamOperatorTestHarness<>(
                    new LearnerOperator(options, ITEMS, MODELS), TrainingExample::target, Types.LONG);
            harness.setStateBackend(new EmbeddedRocksDBStateBackend(true));
            harness.setProcessingTime(1_700_000_000_000L);
            harness.setup(CodecTypeInfo.of(UserSubInterests.class, UserSubInterestsCodec::new)
                    .createSerializer(new SerializerConfigImpl()));
            if (state != null) {
                harness.initializeState(state);
            }
            harness.open();
        }

        void take(List<TrainingExample> views) throws Exception {
            for (TrainingExample view : views) {
                harness.processElement(new StreamRecord<>(view));
            }
        }

        OperatorSubtaskState snapshot() throws Exception {
            return harness.snapshot(1, 1);
        }

        List<UserSubInterests> users() {
            List<UserSubInterests> users = new ArrayList<>();
            for (Object out : harness.getOutput()) {
                if (out instanceof StreamRecord<?> record && record.getValue() instanceof UserSubInterests user) {
                    users.add(user);
                }
            }
            return users;
        }

        /** Ends the input and returns the digest of what was learned. */
        String finish() throws Exception {
            harness.endInput();
            Map<?, ?> accumulators =
                    harness.getEnvironment().getAccumulatorRegistry().getUserMap();
            LearnerSummary summary = (LearnerSummary) Objects.requireNonNull(accumulators.get(LearnerSummary.NAME));
            harness.close();
            return Objects.requireNonNull(summary.getLocalValue().get("model.digest"));
        }
    }
}
