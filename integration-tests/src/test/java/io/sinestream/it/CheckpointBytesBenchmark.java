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
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a checkpoint of the learner costs when few items were touched since the one before: a million items, RocksDB set as in
 * the embedded run. A row is touched when it is written to the checkpoint: items that were viewed or skipped, those of views
 * that were learned again, and random items. Counts bytes, so it does not matter what else the machine does; needs 4 GB and
 * takes minutes.
 *
 * <p>{@code mvn verify -Pbench -pl integration-tests -am -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Dit.test=CheckpointBytesBenchmark} prints every increment. With one row in a hundred touched it fails past a median of 2 %
 * of the full state or a mean of 12 %.
 */
class CheckpointBytesBenchmark {
    private static final int ITEMS = 1_000_000;
    private static final int AT_ONCE = 10_000;
    private static final int REMEMBERED = LearnerOptions.REMEMBERED_VIEWS.defaultValue();
    private static final int WINDOW = 50;

    /** What the first million views and skips are learned with, to be quicker. */
    private static final int SHORT = 2;

    private static final int EACH = 16;

    /** Viewed or skipped between two checkpoints so that ten thousand rows are touched in all. */
    private static final int VIEWED = 3_408;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private final OperatorMetrics metrics = new OperatorMetrics();
    private long checkpoint;
    private long events;

    @Test
    void incrementsAreProportionalToTheRowsTouched() throws Exception {
        double[] shares = shares(VIEWED, ITEMS / 100, 60);
        assertThat(shares[shares.length / 2]).isLessThanOrEqualTo(2);
        assertThat(mean(shares)).isLessThanOrEqualTo(12);
    }

    /** More rows than the ten thousand viewed are touched: for the record, and not measured by the bar of one in a hundred. */
    @Test
    void incrementsOfTenThousandItemsViewed() throws Exception {
        shares(AT_ONCE, 3 * AT_ONCE, 20);
    }

    /**
     * Increments as percentages of the full state, ascending.
     *
     * @param viewed items viewed or skipped between two checkpoints
     * @param touched rows that this touches, to within a tenth
     * @param rounds how many checkpoints
     */
    private double[] shares(int viewed, int touched, int rounds) throws Exception {
        KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness = harness();
        long[] all = LongStream.range(0, ITEMS).toArray();
        for (int from = 0; from < ITEMS; from += AT_ONCE) {
            view(harness, Arrays.copyOfRange(all, from, Math.min(ITEMS, from + AT_ONCE)), SHORT);
        }
        view(harness, random.longs((long) EACH * REMEMBERED, 0, ITEMS).toArray(), WINDOW);
        OperatorSubtaskState first = checkpoint(harness);
        System.out.printf(
                "full state after %,d items: %,d bytes, of which the first checkpoint wrote %,d; %s%n",
                ITEMS, first.getStateSize(), first.getCheckpointedSize(), written());

        double[] shares = new double[rounds];
        double[] ofFirst = new double[rounds];
        double rows = 0;
        for (int round = 0; round < rounds; round++) {
            view(harness, random.longs(viewed, 0, ITEMS).toArray(), WINDOW);
            OperatorSubtaskState state = checkpoint(harness);
            shares[round] = 100.0 * state.getCheckpointedSize() / state.getStateSize();
            ofFirst[round] = 100.0 * state.getCheckpointedSize() / first.getStateSize();
            rows += (double) metrics.of("learner.checkpoint.rows") / rounds;
            System.out.printf(
                    "checkpoint %d: wrote %,d of %,d bytes, %.2f %%; %s%n",
                    checkpoint, state.getCheckpointedSize(), state.getStateSize(), shares[round], written());
        }
        harness.close();
        System.out.printf("%,d items viewed or skipped, %,.0f rows touched between two checkpoints%n", viewed, rows);
        print("the full state then", shares);
        print("the full state at first", ofFirst);
        assertThat(rows).isBetween(0.9 * touched, 1.1 * touched);
        return shares;
    }

    private static void print(String whole, double[] shares) {
        Arrays.sort(shares);
        System.out.printf(
                "increments over %d checkpoints, %% of %s: median %.2f, mean %.2f, maximum %.2f%n",
                shares.length, whole, shares[shares.length / 2], mean(shares), shares[shares.length - 1]);
    }

    private static double mean(double[] shares) {
        return Arrays.stream(shares).average().orElseThrow();
    }

    private String written() {
        return String.format(
                "%,d rows of %,d bytes, %,d views of %,d, core %,d",
                metrics.of("learner.checkpoint.rows"),
                metrics.of("learner.checkpoint.rowBytes"),
                metrics.of("learner.checkpoint.views"),
                metrics.of("learner.checkpoint.viewBytes"),
                metrics.of("learner.checkpoint.coreBytes"));
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
                        new MockEnvironmentBuilder()
                                .setManagedMemorySize(MemorySize.ofMebiBytes(3).getBytes())
                                .setMaxParallelism(128)
                                .setMetricGroup(metrics.ofTask())
                                .build());
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
            long[] items,
            int window)
            throws Exception {
        long[] noSkips = new long[window];
        Arrays.fill(noSkips, ItemKey.NONE);
        for (int first = 0; first < items.length; first += EACH) {
            int start = Math.min(first, items.length - window);
            events++;
            harness.processElement(new StreamRecord<>(new TrainingExample(
                    "user-" + events % 10_000,
                    "event-" + events,
                    "rule",
                    events,
                    events,
                    1,
                    Arrays.copyOfRange(items, start, start + window),
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
