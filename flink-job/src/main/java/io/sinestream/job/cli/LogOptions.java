package io.sinestream.job.cli;

import io.sinestream.job.feed.LogFiles;
import io.sinestream.job.feed.LogFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which log is read, and how. */
final class LogOptions {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "CSV or CSV.GZ files with a header line, in order.")
    List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "kuairand, kuairec, wechat or generic (default), which recognises the usual column names.")
    String format = "generic";

    @Option(
            names = "--columns",
            paramLabel = "COLUMN=NAME",
            split = ",",
            description = "Names of columns that --format does not know: user=…,item=…,time=…,watch=…,duration=….")
    Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "CSV or CSV.GZ with what users viewed before the log, a line each: user, time, ids of the videos"
                            + " separated by blanks, oldest first. Fills their windows; nothing is learned from it.")
    @Nullable Path history;

    @Option(
            names = "--history-column",
            paramLabel = "NAME",
            description = "Column of --history with the videos (default: views, long_watch_seq, history or watch_seq,"
                    + " the first that is there).")
    @Nullable String historyColumn;

    /** Looks through the files and says how many rows there are. */
    LogFiles open(Screen screen) {
        return open(screen, files);
    }

    /** The same for some of the files. */
    LogFiles open(Screen screen, List<Path> some) {
        EmbeddedOptions.require(
                historyColumn == null || history != null,
                "--history-column " + historyColumn + " is given without --history: name the file");
        LogFiles log = LogFiles.open(some, LogFormat.named(format), LogFiles.columns(columns));
        screen.say(String.format(Locale.ROOT, "%,d rows in %d file(s)", log.rows(), some.size()));
        if (history == null) {
            return log;
        }
        LogFiles all = log.after(history, historyColumn);
        screen.say(String.format(Locale.ROOT, "%,d views from before in %s", all.rows() - log.rows(), history));
        return all;
    }

    /** What tells this log and reading from others. */
    Map<String, String> terms(LogFiles log) {
        Map<String, String> terms = new LinkedHashMap<>();
        terms.put("files", log.identity());
        terms.put("format", format.toLowerCase(Locale.ROOT));
        terms.put("columns", columns.toString());
        if (historyColumn != null) {
            terms.put("history-column", historyColumn);
        }
        return terms;
    }
}
