package io.sinestream.it;

import com.sun.management.OperatingSystemMXBean;
import io.sinestream.it.bench.MeanRatio;
import io.sinestream.it.bench.Results;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * (g) What checkpoints every ten seconds add to the processor time of the learner, with a million items: so many views as come in ten seconds at
 * a rate that a small machine sustains, with a checkpoint after them and without, blocks of turns beside each other. Time of the whole process, so what
 * RocksDB writes and merges in the background and what the collector does are in it. Half of the items are among 500 popular ones, the
 * rest uniform. The interval is of the mean ratio, two standard errors each way.
 */
class CheckpointCostBenchmark {
    private static final int ITEMS = 1_000_000;
    private static final int POPULAR = 500;
    private static final int PAIRS = Integer.getInteger("bench.pairs", 10);
    private static final int TURNS = 3;

    /** 650 a second: 2,100 plays. */
    private static final int VIEWS = Integer.getInteger("bench.views", 6_500);

    private static final long LOOK_NANOS = 200_000_000;

    /** The view of a run and its skips. */
    private static final int EACH = 4;

    @TempDir
    Path folder;

    private final Random random = new Random(1);
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Test
    void processorTimeOfCheckpoints() throws Exception {
        List<Double> ratios = new ArrayList<>();
        try (LearnerOnRocksDb learner = new LearnerOnRocksDb(folder, ITEMS)) {
            learner.knowEveryItem(random);
            learner.checkpoint();
            block(learner, true);
            for (int pair = 0; pair < PAIRS; pair++) {
                boolean checkpointsFirst = pair % 2 == 0;
                double first = block(learner, checkpointsFirst);
                double second = block(learner, !checkpointsFirst);
                double with = checkpointsFirst ? first : second;
                double without = checkpointsFirst ? second : first;
                ratios.add(with / without);
                System.out.printf(
                        Locale.ROOT,
                        "%d: %.3f ms a view with checkpoints, %.3f without; the last wrote %,d rows%n",
                        pair + 1,
                        with,
                        without,
                        learner.metrics().of("learner.checkpoint.rows"));
            }
        }
        MeanRatio ratio = MeanRatio.of(ratios);
        Results.add(
                Results.row("checkpoints every 10 s, a million items")
                        .put("views", VIEWS)
                        .put("ratio", ratio.mean())
                        .put("error", ratio.error()),
                String.format(
                        Locale.ROOT,
                        "checkpoints after every %,d views of a million items: %.3f ± %.3f of the processor time without",
                        VIEWS,
                        ratio.mean(),
                        ratio.error()));
    }

    /** Milliseconds of processor time a view, to the end of what checkpoints set off; what is left to be written afterwards is written untimed. */
    private double block(LearnerOnRocksDb learner, boolean checkpoints) throws Exception {
        long before = system.getProcessCpuTime();
        for (int turn = 0; turn < TURNS; turn++) {
            learner.view(draw(), LearnerOnRocksDb.WINDOW, EACH);
            if (checkpoints) {
                learner.checkpoint();
            }
        }
        settle();
        double millis = (system.getProcessCpuTime() - before) / 1e6 / TURNS / VIEWS;
        if (!checkpoints) {
            learner.checkpoint();
            settle();
        }
        return millis;
    }

    /** Waits until RocksDB has merged what it had to: work in the background belongs to the block that caused it. */
    private void settle() {
        long worked;
        do {
            long before = system.getProcessCpuTime();
            LockSupport.parkNanos(LOOK_NANOS);
            worked = system.getProcessCpuTime() - before;
        } while (worked > LOOK_NANOS / 20);
    }

    private long[] draw() {
        return LongStream.generate(() -> random.nextBoolean() ? random.nextInt(POPULAR) : random.nextInt(ITEMS))
                .limit((long) EACH * VIEWS)
                .toArray();
    }
}
