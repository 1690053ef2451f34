package io.sinestream.job.cli;

import io.sinestream.job.embedded.BadUsageException;
import io.sinestream.job.embedded.DataDirectory;
import io.sinestream.job.training.LearnerOptions;
import io.sinestream.job.training.ModelOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/**
 * Remembers in the data directory with which switches its state is learned, so that a run with others is refused before
 * anything starts. The state itself says it too, but only once the job restores it.
 */
final class LearnedSwitches {
    private LearnedSwitches() {}

    /**
     * Checks that the run has the switches of the state it would continue from; writes them down where there is none.
     *
     * @throws BadUsageException when it has others
     */
    static void require(DataDirectory directory, Configuration options) throws IOException {
        Path file = directory.root().resolve("learned-with");
        SortedMap<String, String> now = switches(options);
        if (directory.newestRecoveryPoint().isEmpty()) {
            write(now, directory.scratch().resolve("learned-with"), file);
        } else if (Files.exists(file)) {
            SortedMap<String, String> other = read(file);
            // A switch that is not there is newer than the state, which has its default.
            now.keySet().retainAll(other.keySet());
            SortedMap<String, String> ours = without(now, other);
            other.entrySet().removeAll(now.entrySet());
            if (!other.isEmpty()) {
                throw new BadUsageException("--data-dir " + directory.root() + " holds a model learned with " + other
                        + ", this run has " + ours + ": use the same model.* options or another directory");
            }
        }
    }

    private static SortedMap<String, String> switches(Configuration options) {
        SortedMap<String, String> switches =
                new TreeMap<>(ModelOptions.settings(options).switches());
        switches.put("rowOptimiser", options.get(LearnerOptions.ROW_OPTIMISER).name());
        return switches;
    }

    private static SortedMap<String, String> without(Map<String, String> switches, Map<String, String> others) {
        SortedMap<String, String> rest = new TreeMap<>(switches);
        rest.entrySet().removeAll(others.entrySet());
        return rest;
    }

    private static void write(Map<String, String> switches, Path scratch, Path file) throws IOException {
        Properties properties = new Properties();
        properties.putAll(switches);
        try (Writer writer = Files.newBufferedWriter(scratch)) {
            properties.store(writer, null);
        }
        Files.move(scratch, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static SortedMap<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        SortedMap<String, String> switches = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> switches.put(name, properties.getProperty(name)));
        return switches;
    }
}
