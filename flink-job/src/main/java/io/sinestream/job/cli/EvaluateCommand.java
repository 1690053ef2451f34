package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.evaluate.Cell;
import io.sinestream.job.evaluate.Comparison;
import io.sinestream.job.evaluate.FinishedCells;
import io.sinestream.job.evaluate.Grid;
import io.sinestream.job.evaluate.Plays;
import io.sinestream.job.evaluate.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares settings of the job on a log: many settings and seeds in one call, which can be stopped and continued. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Compares settings of the job on a log of plays, each view tested before it is learned: the job's"
                + " own steps without broker and Flink, beside what random order, popularity and an item's share of"
                + " effective views make of the same candidates.")
final class EvaluateCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1000;

    private final Interrupts interrupts;

    @Mixin
    LogOptions log = new LogOptions();

    @Option(
            names = "--grid",
            paramLabel = "FILE",
            description = "Settings to compare: 'key = value' lines of options of the job under '[name]' lines; values"
                    + " between | are tried each. Besides, evaluate.learns (at-once, daily, 'after PT1H', 'until P5D'):"
                    + " when a view is learned from; evaluate.windows (fresh, late): whether users' windows are as late;"
                    + " evaluate.as-shown (true): candidates scored as each was shown, too; evaluate.responsiveness (N):"
                    + " how rankings of the last N users answer to one play; evaluate.epochs (N): how often the log is"
                    + " learned at most by --protocol paper. Without it: the defaults.")
    @Nullable Path grid;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description =
                    "test-then-train (default): each view is tested, then learned, in one pass; paper: each user's"
                            + " last view is tested against the skips around it after many passes over the views before it.")
    String protocol = "test-then-train";

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Runs each with seeds 1 to N (default ${DEFAULT-VALUE}).")
    int seeds = 3;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for table.md, plots.html and a file per finished run; the same call continues there (default"
                            + " ${DEFAULT-VALUE}).")
    Path out = Path.of("evaluation");

    @Option(names = "--each", description = "Every FILE is a log of its own, means are over logs and seeds.")
    boolean each;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    EvaluateCommand(Interrupts interrupts) {
        this.interrupts = interrupts;
    }

    @Override
    public Integer call() throws Exception {
        Screen screen = Screen.of(spec.commandLine().getOut());
        EmbeddedOptions.require(
                seeds >= 1 && seeds <= MOST_SEEDS, "--seeds is " + seeds + ", allowed is 1 to " + MOST_SEEDS);
        List<Cell> cells = cells(plays(screen));
        cells.forEach(Cell::validate);
        FinishedCells finished = new FinishedCells(out.resolve("cells"));
        Comparison comparison = new Comparison();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            SortedMap<String, Double> figures = finished.read(cell);
            if (figures == null) {
                figures = cell.figures();
                if (interrupts.wasAsked()) {
                    screen.say("stopped: the same call continues");
                    return SineStream.INTERRUPTED;
                }
                finished.write(cell, figures);
            }
            comparison.add(cell, figures);
            screen.say(String.format(
                    Locale.ROOT,
                    "%d/%d %s: AUC %.3f, later half %.3f",
                    i + 1,
                    cells.size(),
                    cell,
                    figures.getOrDefault("all.model.auc", Double.NaN),
                    figures.getOrDefault("laterHalf.model.auc", Double.NaN)));
        }
        Files.writeString(out.resolve("table.md"), comparison.table());
        new PlotPage("/sine-stream-evaluation.html").write(out.resolve("plots.html"), comparison.json());
        screen.say(comparison.table());
        return SineStream.DONE;
    }

    private List<Plays> plays(Screen screen) {
        List<Plays> plays = new ArrayList<>();
        if (each) {
            log.files.forEach(file -> plays.add(new LoggedPlays(log.open(screen, List.of(file)), file, interrupts)));
        } else {
            plays.add(new LoggedPlays(log.open(screen), log.files.get(0), interrupts));
        }
        return plays;
    }

    private List<Cell> cells(List<Plays> plays) {
        List<Cell> cells = new ArrayList<>();
        for (Setting setting : settings()) {
            Setting whole = setting.measuredBy(protocol);
            for (Plays one : plays) {
                for (long seed = 1; seed <= seeds; seed++) {
                    cells.add(new Cell(whole, seed, one));
                }
            }
        }
        return cells;
    }

    private List<Setting> settings() {
        if (grid == null) {
            return Grid.defaults().settings();
        }
        try {
            return Grid.parse(Files.readAllLines(grid)).settings();
        } catch (IOException e) {
            throw new BadUsageException(
                    "--grid " + grid + " cannot be read (" + e.getMessage() + "): name a text file", e);
        } catch (IllegalArgumentException e) {
            throw new BadUsageException("--grid " + grid + ": " + e.getMessage(), e);
        }
    }
}
