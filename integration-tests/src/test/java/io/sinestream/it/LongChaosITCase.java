package io.sinestream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sinestream.it.Blow.Moment;
import io.sinestream.it.Blow.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The long form of {@link ChaosITCase}, several minutes: the profile {@code chaos} runs it. */
@EnabledIfSystemProperty(named = "chaos.long", matches = "true", disabledReason = "takes minutes: -Pchaos runs it")
class LongChaosITCase {
    private static final int ROWS = 120_000;
    private static final int JOB_KILLS = 20;
    private static final int BROKER_KILLS = 5;

    @TempDir
    Path folder;

    private final long seed = Long.getLong("chaos.seed", 4);

    @Test
    void twentyKillsOfTheProcessAndFiveOfTheBrokerChangeNothing() throws Exception {
        List<Blow> blows = new ArrayList<>(random(new SplittableRandom(seed), JOB_KILLS - 3, BROKER_KILLS));
        blows.add(new Blow(Target.JOB, Moment.FINAL_SAVEPOINT_BEGUN, 50));
        blows.add(new Blow(Target.JOB, Moment.FINAL_SAVEPOINT_COMPLETE, 0));
        blows.add(new Blow(Target.JOB, Moment.BEFORE_REPORT, 0));

        Report unbroken = new Chaos(made("whole"), SameEnd.replay(Launcher.plantedWorld())).survive(List.of());
        Chaos chaos = new Chaos(made("broken"), killable());
        Report broken = chaos.survive(blows);

        assertThat(chaos.struck()).isEqualTo(JOB_KILLS + BROKER_KILLS);
        assertThat(broken.flag("resumed.fromCheckpoint")).isTrue();
        assertThat(broken.count("events.read")).isEqualTo(ROWS);
        SameEnd.sameCounts(broken, unbroken);
        SameEnd.sameModel(broken, unbroken);
        FedRows.assertEachOnce(chaos.dataDirectory(), ROWS);
    }

    @Test
    void countsAreExactAtParallelismTwoWithFourPartitions() throws Exception {
        String[] wide = {"--parallelism", "2", "--partitions", "4"};
        Report unbroken = new Chaos(made("whole"), SameEnd.replay(Launcher.plantedWorld(), wide)).survive(List.of());
        Chaos chaos = new Chaos(made("broken"), killable(wide));
        Report broken = chaos.survive(random(new SplittableRandom(seed + 1), 5, 2));

        assertThat(chaos.resumed()).isPositive();
        assertThat(broken.count("events.read")).isEqualTo(ROWS);
        SameEnd.sameCounts(broken, unbroken);
        FedRows.assertEachOnce(chaos.dataDirectory(), ROWS);
    }

    /** Halted, so that connections stay open but nobody answers; {@link BrokerAwayITCase} has one that is gone. */
    @Test
    void aBrokerHaltedForAMinuteChangesNothing() throws Exception {
        Report unbroken = new Chaos(made("whole"), SameEnd.replay(Launcher.plantedWorld())).survive(List.of());
        Path report = folder.resolve("report.json");
        List<String> arguments = killable("--report", report.toString());
        try (Launcher run = Launcher.start(folder, arguments.toArray(String[]::new))) {
            run.lineWith(" events of ");
            run.lineWith("AUC 0."); // the first AUC
            long broker = run.children().get(0).pid();
            signal("-STOP", broker);
            assertThat(run.endsWithin(Duration.ofSeconds(60))).as(run.output()).isFalse();
            signal("-CONT", broker);
            assertThat(run.exitCode()).as(run.output()).isZero();
        }
        SameEnd.sameCounts(Report.read(report), unbroken);
        SameEnd.sameModel(Report.read(report), unbroken);
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", name, Long.toString(pid)).start().waitFor();
    }

    /** At half the pace that the job keeps easily, so that it lasts as long as the blows fall. */
    private static List<String> killable(String... more) {
        List<String> arguments =
                SameEnd.replay(Launcher.plantedWorld(), "--speed", "2", "-D", "execution.checkpointing.interval=1s");
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Path made(String name) throws Exception {
        return Files.createDirectory(folder.resolve(name));
    }

    private static List<Blow> random(SplittableRandom random, int jobKills, int brokerKills) {
        List<Blow> blows = new ArrayList<>();
        for (int i = 0; i < jobKills + brokerKills; i++) {
            blows.add(Blow.anywhere(i < jobKills ? Target.JOB : Target.BROKER, random));
        }
        Collections.shuffle(blows, new Random(random.nextLong()));
        return blows;
    }
}
