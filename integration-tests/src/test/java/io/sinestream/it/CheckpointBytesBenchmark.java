package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.embedded.ClusterSettings;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.training.LearnerOperator;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.job.types.Update;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a checkpoint of the learner costs when few items were touched since the one before: a million items, one in a hundred
 * touched, RocksDB set as in the embedded run. Counts bytes, so it does not matter what else the machine does; needs 4 GB and
 * takes minutes.
 *
 * <p>{@code mvn verify -Pbench -pl integration-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=CheckpointBytesBenchmark} prints every increment and fails past a median of 2 % of the full state or a mean of 12 %.
 */
class CheckpointBytesBenchmark {
    private static final int ITEMS = 1_000_000;
    private static final int TOUCHED = ITEMS / 100;
    private static final int ROUNDS = 60;
    private static final int WINDOW = 50;
    private static final int EACH = 16;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private long checkpoint;
    private long events;

    @Test
    void incrementsAreProportionalToTheItemsTouched() throws Exception {
        KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness = harness();
        long[] all = LongStream.range(0, ITEMS).toArray();
        for (int from = 0; from < ITEMS; from += TOUCHED) {
            view(harness, Arrays.copyOfRange(all, from, Math.min(ITEMS, from + TOUCHED)));
        }
        OperatorSubtaskState first = checkpoint(harness);
        System.out.printf(
                "full state after %,d items: %,d bytes, of which the first checkpoint wrote %,d%n",
                ITEMS, first.getStateSize(), first.getCheckpointedSize());

        double[] shares = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            view(harness, random.longs(TOUCHED, 0, ITEMS).toArray());
            OperatorSubtaskState state = checkpoint(harness);
            shares[round] = 100.0 * state.getCheckpointedSize() / state.getStateSize();
            System.out.printf(
                    "checkpoint %d: wrote %,d of %,d bytes, %.2f %%%n",
                    checkpoint, state.getCheckpointedSize(), state.getStateSize(), shares[round]);
        }
        harness.close();
        Arrays.sort(shares);
        double mean = Arrays.stream(shares).average().orElseThrow();
        System.out.printf(
                "increments over %d checkpoints, %% of the full state: median %.2f, mean %.2f, maximum %.2f%n",
                ROUNDS, shares[ROUNDS / 2], mean, shares[ROUNDS - 1]);
        assertThat(shares[ROUNDS / 2]).isLessThanOrEqualTo(2);
        assertThat(mean).isLessThanOrEqualTo(12);
    }

    private KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness()
            throws Exception {
        Configuration options = new Configuration();
        options.set(LearnerOptions.LINGER, Duration.ZERO);
        options.set(LearnerOptions.MAX_ITEMS, 2 * ITEMS);
        KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new LearnerOperator(
                                options,
                                new OutputTag<>("items", Update.type(ItemEmbeddingCodec::new)),
                                new OutputTag<>("models", CodecTypeInfo.of(SineModel.class, SineModelCodec::new))),
                        TrainingExample::target,
                        Types.LONG,
                        128,
                        1,
                        0);
        harness.setStateBackend(backend());
        harness.setCheckpointStorage(
                new FileSystemCheckpointStorage(folder.resolve("checkpoints").toUri()));
        harness.setup(Update.type(UserSubInterestsCodec::new).createSerializer(new SerializerConfigImpl()));
        harness.open();
        return harness;
    }

    private EmbeddedRocksDBStateBackend backend() throws Exception {
        Configuration settings;
        try (DataDirectory directory = DataDirectory.open(folder.resolve("data"))) {
            settings = new ClusterSettings(directory, 0, 1, new Configuration()).toConfiguration();
        }
        settings.set(RocksDBOptions.FIX_PER_SLOT_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        return new EmbeddedRocksDBStateBackend(true)
                .configure(settings, getClass().getClassLoader());
    }

    /** Views that touch these items, each as a target or skip, and as history of others; so many skips as real runs have. */
    private void view(
            KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness,
            long[] items)
            throws Exception {
        long[] noSkips = new long[WINDOW];
        Arrays.fill(noSkips, ItemKey.NONE);
        for (int first = 0; first < items.length; first += EACH) {
            int start = Math.min(first, items.length - WINDOW);
            events++;
            harness.processElement(new StreamRecord<>(new TrainingExample(
                    "user-" + events % 10_000,
                    "event-" + events,
                    "rule",
                    events,
                    events,
                    1,
                    Arrays.copyOfRange(items, start, start + WINDOW),
                    noSkips,
                    items[first],
                    null,
                    Arrays.copyOfRange(items, first + 1, Math.min(first + EACH, items.length)),
                    new String[0])));
        }
        harness.getOutput().clear();
    }

    private OperatorSubtaskState checkpoint(
            KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness)
            throws Exception {
        checkpoint++;
        OperatorSubtaskState state = harness.snapshot(checkpoint, checkpoint);
        harness.notifyOfCompletedCheckpoint(checkpoint);
        return state;
    }
}
