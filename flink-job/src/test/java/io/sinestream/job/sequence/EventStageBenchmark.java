package io.sinestream.job.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.job.embedded.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many play events the job takes before the learner: source, check, sequences with full windows and duplicate detection,
 * the real mix of labels, checkpoints; and what of it is Kafka and decoding (a bare consumer loop) and what RocksDB (the same
 * job on the heap). The contenders' processes take turns with slices of events that already lie in their topics; since single
 * runs differ by a quarter, what counts is events per CPU-second and ratios of neighbours in time.
 */
class EventStageBenchmark {
    private static final int EVENTS = Integer.getInteger("bench.events", 1_000_000);
    private static final int PAIRS = Integer.getInteger("bench.pairs", 10);
    private static final int WINDOW = Integer.getInteger("bench.window", 200);
    private static final int FEW = Integer.getInteger("bench.users", 50_000);
    private static final int MANY = Integer.getInteger("bench.many-users", 1_000_000);

    private static final String NO_WORD_OF_SKIPS = "learner.skip-reaction=0";

    /** Of {@link #MANY} at a time; {@link StageLoad} says why. */
    private static final int PLAYING = Integer.getInteger("bench.playing", MANY / 20);

    @TempDir
    Path folder;

    @Test
    void besideABareLoopAndTheHeap() throws Exception {
        compare(List.of(run("rocksdb", FEW, FEW), run("hashmap", FEW, FEW), run("bare", FEW, FEW)));
    }

    /** State for many users: who play in sessions, and, the worst that can be, who all play all the time. */
    @Test
    void aMillionUsers() throws Exception {
        compare(List.of(run("rocksdb", FEW, FEW), run("rocksdb", MANY, PLAYING), run("rocksdb", MANY, MANY)));
    }

    @Test
    void aMillionUsersInSessions() throws Exception {
        compare(List.of(run("rocksdb", FEW, FEW), run("rocksdb", MANY, PLAYING)));
    }

    /** What goes on to the learner, serialised: examples alone, and word of skips besides. */
    @Test
    void withWordOfSkips() throws Exception {
        compare(List.of(handsOn(NO_WORD_OF_SKIPS), handsOn("learner.skip-reaction=0.1")));
    }

    /** Many users who play in sessions: the job as it is, and with {@code -Dbench.option=key=value}. */
    @Test
    void withAnOption() throws Exception {
        StageRun asItIs = run("rocksdb", MANY, PLAYING);
        compare(List.of(asItIs, asItIs.with(System.getProperty("bench.option", ""))));
    }

    private static StageRun run(String backend, int users, int playing) {
        return new StageRun(backend, users, playing, NO_WORD_OF_SKIPS, false, WINDOW, "", "");
    }

    private static StageRun handsOn(String options) {
        return new StageRun("rocksdb", FEW, FEW, options, true, WINDOW, "", "");
    }

    private void compare(List<StageRun> contests) throws Exception {
        List<StagePrefill.Sample> samples =
                StagePrefill.samples(Settings.window(WINDOW).build());
        double payload = samples.stream()
                .mapToLong(sample -> sample.recent().length + sample.older().length)
                .average()
                .orElseThrow();
        say(
                "window %d, %.0f bytes of values per user (%.0f of them at every event)",
                WINDOW,
                payload,
                samples.stream()
                        .mapToLong(sample -> sample.recent().length)
                        .average()
                        .orElseThrow());
        List<StageProcess> processes = new ArrayList<>();
        try (KafkaBroker broker =
                KafkaBroker.start(Files.createDirectory(folder.resolve("broker")), folder.resolve("broker.log"))) {
            try {
                for (StageRun contest : contests) {
                    processes.add(start(contest.at(broker.bootstrapServers(), folder.toString())));
                }
                race(processes, payload);
            } finally {
                for (StageProcess process : processes) {
                    process.close();
                }
            }
        }
    }

    private StageProcess start(StageRun run) throws Exception {
        List<String> options = new ArrayList<>(List.of("-Xmx2g", "-Xms2g"));
        String more = System.getProperty("bench.jvm", "");
        if (!more.isEmpty()) {
            options.addAll(Arrays.asList(more.replace("NAME", run.name()).split(" ")));
        }
        return new StageProcess(run, folder.resolve(run.name() + ".log"), options);
    }

    private record Racer(StageProcess process, List<StageContender.Slice> slices, List<Double> checkpointBytes) {
        Racer(StageProcess process) {
            this(process, new ArrayList<>(), new ArrayList<>());
        }
    }

    private static void race(List<StageProcess> processes, double payload) throws Exception {
        List<Racer> racers = new ArrayList<>();
        for (StageProcess process : processes) {
            racers.add(new Racer(process));
            process.prepare(EVENTS);
            say("   %s: %s, warming up", name(process), text(process.run(EVENTS)));
        }
        List<Racer> order = new ArrayList<>(racers);
        for (int pair = 1; pair <= PAIRS; pair++) {
            for (Racer racer : order) {
                racer.process().prepare(EVENTS);
                StageContender.Slice slice = racer.process().run(EVENTS);
                racer.slices().add(slice);
                double bytes = racer.process().checkpointBytesPerUser();
                racer.checkpointBytes().add(bytes);
                say("%2d %s: %s, checkpoint %,.0f bytes per user", pair, name(racer.process()), text(slice), bytes);
            }
            Collections.reverse(order);
        }
        double largest = 0;
        for (Racer racer : racers) {
            largest = Math.max(largest, report(racer, racers.get(0).slices(), payload));
        }
        assertThat(largest).as("bytes of a full checkpoint per byte of values").isLessThanOrEqualTo(1.5);
    }

    private static double report(Racer racer, List<StageContender.Slice> base, double payload) {
        List<StageContender.Slice> own = racer.slices();
        double[] ratios = new double[own.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own.get(i).perCpuSecond() / base.get(i).perCpuSecond();
        }
        double bytes =
                median(racer.checkpointBytes().stream().mapToDouble(b -> b).toArray());
        say(
                "%s: median %,.0f events per CPU-second, %,.0f per second, %.2f of the first; checkpoint %,.0f bytes"
                        + " per user, %.2f of the values",
                name(racer.process()),
                median(own, StageContender.Slice::perCpuSecond),
                median(own, StageContender.Slice::perSecond),
                median(ratios),
                bytes,
                bytes / payload);
        return bytes / payload;
    }

    private static String name(StageProcess process) {
        return process.what().name();
    }

    private static String text(StageContender.Slice slice) {
        return String.format(
                Locale.ROOT,
                "%,9.0f events per CPU-second, %,9.0f per second",
                slice.perCpuSecond(),
                slice.perSecond());
    }

    private static double median(List<StageContender.Slice> slices, ToDoubleFunction<StageContender.Slice> value) {
        return median(slices.stream().mapToDouble(value).toArray());
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    private static void say(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
