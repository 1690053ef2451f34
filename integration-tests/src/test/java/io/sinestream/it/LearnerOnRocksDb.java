package io.sinestream.it;

import io.sinestream.job.embedded.ClusterSettings;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.training.LearnerOperator;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.types.CodecTypeInfo;
import io.sinestream.job.types.Update;
import io.sinestream.model.ItemKey;
import io.sinestream.model.TrainingExample;
import io.sinestream.schema.ItemEmbedding;
import io.sinestream.schema.ItemEmbeddingCodec;
import io.sinestream.schema.SineModel;
import io.sinestream.schema.SineModelCodec;
import io.sinestream.schema.UserSubInterests;
import io.sinestream.schema.UserSubInterestsCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
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

/** The learner's operator by itself, its state in RocksDB set as in the embedded run, taking views and checkpoints when told. */
final class LearnerOnRocksDb implements AutoCloseable {
    static final int WINDOW = 50;

    private static final int REMEMBERED = LearnerOptions.REMEMBERED_VIEWS.defaultValue();

    /** Views at a time of those that make every item known, and their windows, to be quicker. */
    private static final int AT_ONCE = 10_000;

    private static final int SHORT = 2;

    /** The view of a run and its skips, together, where there are many. */
    static final int EACH = 16;

    private final OutputTag<Update<ItemEmbedding>> itemRecords =
            new OutputTag<>("items", Update.type(ItemEmbeddingCodec::new));
    private final OutputTag<SineModel> modelRecords =
            new OutputTag<>("models", CodecTypeInfo.of(SineModel.class, SineModelCodec::new));
    private final Path folder;
    private final int items;
    private final OperatorMetrics metrics = new OperatorMetrics();
    private final KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness;
    private long checkpoint;
    private long events;

    /** @param items how many {@link #knowEveryItem} makes known */
    LearnerOnRocksDb(Path folder, int items) throws Exception {
        this.folder = folder;
        this.items = items;
        this.harness = harness();
    }

    OperatorMetrics metrics() {
        return metrics;
    }

    /** How many checkpoints there were. */
    long checkpoints() {
        return checkpoint;
    }

    /** Every item is viewed or skipped once, and the memory of views is full. */
    void knowEveryItem(Random random) throws Exception {
        long[] all = LongStream.range(0, items).toArray();
        for (int from = 0; from < items; from += AT_ONCE) {
            view(Arrays.copyOfRange(all, from, Math.min(items, from + AT_ONCE)), SHORT, EACH);
        }
        view(random.longs((long) EACH * REMEMBERED, 0, items).toArray(), WINDOW, EACH);
    }

    private KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness()
            throws Exception {
        Configuration options = new Configuration();
        options.set(LearnerOptions.LINGER, Duration.ZERO);
        options.set(LearnerOptions.MAX_ITEMS, 2 * items);
        KeyedOneInputStreamOperatorTestHarness<Long, TrainingExample, Update<UserSubInterests>> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new LearnerOperator(options, itemRecords, modelRecords),
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

    /**
     * Views that touch these items, each as a target or skip, and as history of others.
     *
     * @param each the view of a run and its skips, together
     */
    void view(long[] viewed, int window, int each) throws Exception {
        long[] noSkips = new long[window];
        Arrays.fill(noSkips, ItemKey.NONE);
        for (int first = 0; first < viewed.length; first += each) {
            int start = Math.min(first, viewed.length - window);
            events++;
            harness.processElement(new StreamRecord<>(new TrainingExample(
                    "user-" + events % 10_000,
                    "event-" + events,
                    "rule",
                    events,
                    events,
                    1,
                    Arrays.copyOfRange(viewed, start, start + window),
                    noSkips,
                    viewed[first],
                    null,
                    Arrays.copyOfRange(viewed, first + 1, Math.min(first + each, viewed.length)),
                    new String[0])));
        }
        forget();
    }

    /** What came out would fill the heap. */
    private void forget() {
        harness.getOutput().clear();
        for (OutputTag<?> records : List.of(itemRecords, modelRecords)) {
            Queue<?> sent = harness.getSideOutput(records);
            if (sent != null) {
                sent.clear();
            }
        }
    }

    /** What the checkpoint wrote, and the whole state. */
    OperatorSubtaskState checkpoint() throws Exception {
        checkpoint++;
        OperatorSubtaskState state = harness.snapshot(checkpoint, checkpoint);
        harness.notifyOfCompletedCheckpoint(checkpoint);
        return state;
    }

    @Override
    public void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the learner's operator did not close", e);
        }
    }
}
