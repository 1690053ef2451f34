package io.sinestream.job.cli;

import io.sinestream.job.embedded.RunningJob;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The job's figures at a moment, by the names the report uses. */
final class Progress {
    static final String READ = "events.read";
    private static final String SUMMARY = "learner.summary";

    private final RunningJob.Snapshot snapshot;

    Progress(RunningJob.Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    RunningJob.Snapshot snapshot() {
        return snapshot;
    }

    long count(String name) {
        String text = text(name);
        return text != null && text.matches("\\d{1,18}") ? Long.parseLong(text) : snapshot.count(name);
    }

    /** A figure of the learner's summary, or the value given when there is none yet. */
    double number(String name, double otherwise) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    @Nullable String text(String name) {
        Object value = snapshot.accumulators().get(SUMMARY) instanceof Map<?, ?> map ? map.get(name) : null;
        return value == null ? null : value.toString();
    }

    Map<?, ?> summary() {
        return snapshot.accumulators().get(SUMMARY) instanceof Map<?, ?> map ? map : Map.of();
    }
}
