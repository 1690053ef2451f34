package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.it.Blow.Moment;
import io.sinestream.it.Blow.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay that is killed again and again ends as one that never was. The long form is {@link LongChaosITCase}. */
class ChaosITCase {
    private static final int ROWS = 30_000;

    @TempDir
    Path folder;

    @Test
    void killsOfTheProcessAndOfTheBrokerChangeNothing() throws Exception {
        Path log = firstRows();
        long seed = Long.getLong("chaos.seed", 4);
        System.out.println("chaos: seed " + seed + ", -Dchaos.seed=N sets another");
        SplittableRandom random = new SplittableRandom(seed);
        List<Blow> blows = List.of(
                new Blow(Target.JOB, Moment.PROCESS_STARTED, 2_000 + random.nextInt(3_000)),
                new Blow(Target.JOB, Moment.CHECKPOINT_COMPLETE, random.nextInt(2_500)),
                new Blow(Target.BROKER, Moment.CHECKPOINT_COMPLETE, random.nextInt(1_000)),
                new Blow(Target.JOB, Moment.BEFORE_REPORT, 0));

        Chaos chaos = new Chaos(
                Files.createDirectory(folder.resolve("broken")),
                SameEnd.replay(log, "--speed", "6", "-D", "execution.checkpointing.interval=1s"));
        Path whole = folder.resolve("whole.json");
        List<String> unbrokenRun = SameEnd.replay(log, "--report", whole.toString());
        Report broken;
        try (Launcher run = Launcher.start(folder, unbrokenRun.toArray(String[]::new))) {
            broken = chaos.survive(blows);
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        Report unbroken = Report.read(whole);

        assertThat(chaos.struck()).isEqualTo(blows.size());
        assertThat(chaos.resumed()).isGreaterThanOrEqualTo(2);
        assertThat(broken.flag("resumed.fromCheckpoint")).isTrue();
        assertThat(broken.count("resumed.events")).isEqualTo(ROWS); // only the report was left to do
        assertThat(broken.count("events.read")).isEqualTo(ROWS);
        SameEnd.sameCounts(broken, unbroken);
        SameEnd.sameModel(broken, unbroken);
        FedRows.assertEachOnce(chaos.dataDirectory(), ROWS);
    }

    private Path firstRows() throws IOException {
        Path log = folder.resolve("first.csv");
        try (Stream<String> lines = Gzip.lines(Launcher.plantedWorld())) {
            Files.write(log, lines.limit(ROWS + 1L).toList());
        }
        return log;
    }
}
